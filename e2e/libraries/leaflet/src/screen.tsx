import { Page, PageHeader } from '@business-m/ui';
import 'leaflet/dist/leaflet.css';
import { useState } from 'react';
import { CircleMarker, MapContainer, Popup, TileLayer } from 'react-leaflet';

export default function Screen() {
  const [tiles, setTiles] = useState('no tiles');
  return (
    <Page>
      <PageHeader title="leaflet" />
      <MapContainer center={[48, 11]} zoom={5} style={{ width: 300, height: 300 }} zoomAnimation={false} fadeAnimation={false}>
        <TileLayer
          url="https://tiles.example.com/{z}/{x}/{y}.png"
          eventHandlers={{ tileload: () => setTiles('tiles'), tileerror: () => setTiles('tiles are missing') }}
        />
        <CircleMarker center={[48, 11]} radius={20}>
          <Popup>Warehouse South</Popup>
        </CircleMarker>
      </MapContainer>
      <output>{tiles}</output>
    </Page>
  );
}
