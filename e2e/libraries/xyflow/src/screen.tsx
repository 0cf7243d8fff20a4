import { Page, PageHeader } from '@business-m/ui';
import { Background, Controls, ReactFlow, useEdgesState, useNodesState } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useState } from 'react';

const nodes = ['Order', 'Delivery'].map((label, index) => ({ id: label, position: { x: 0, y: index * 120 }, data: { label } }));

export default function Screen() {
  const [said, setSaid] = useState('nothing');
  const [flowNodes, , onNodesChange] = useNodesState(nodes);
  const [edges, , onEdgesChange] = useEdgesState([{ id: 'e', source: 'Order', target: 'Delivery' }]);
  return (
    <Page>
      <PageHeader title="xyflow" />
      <div style={{ width: 400, height: 300 }}>
        <ReactFlow
          nodes={flowNodes}
          edges={edges}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onNodeClick={(_, { id }) => setSaid(id)}
          fitView
        >
          <Background />
          <Controls />
        </ReactFlow>
      </div>
      <output>{said} chosen</output>
    </Page>
  );
}
