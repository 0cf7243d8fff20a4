import { Page, PageHeader } from '@business-m/ui';
import AddIcon from '@mui/icons-material/Add';
import { Button, CssBaseline, createTheme, Dialog, DialogTitle, MenuItem, TextField, ThemeProvider } from '@mui/material';
import { useState } from 'react';

const theme = createTheme({ palette: { primary: { main: '#00695c' } } });

export default function Screen() {
  const [isOpen, setOpen] = useState(false);
  const [unit, setUnit] = useState('kg');
  return (
    <Page>
      <PageHeader title="mui" />
      <ThemeProvider theme={theme}>
        <CssBaseline />
        <Button variant="contained" startIcon={<AddIcon />} onClick={() => setOpen(true)}>
          Open
        </Button>
        <TextField select label="Unit" value={unit} onChange={({ target }) => setUnit(target.value)}>
          <MenuItem value="kg">Kilograms</MenuItem>
          <MenuItem value="g">Grams</MenuItem>
        </TextField>
        <Dialog open={isOpen} onClose={() => setOpen(false)}>
          <DialogTitle>Opened by MUI</DialogTitle>
          <Button onClick={() => setOpen(false)}>Close</Button>
        </Dialog>
      </ThemeProvider>
      <output>{unit}</output>
    </Page>
  );
}
