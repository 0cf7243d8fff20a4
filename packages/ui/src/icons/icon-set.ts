import {
  Archive, ArrowDown, ArrowLeft, ArrowLeftRight, ArrowRight, ArrowUp, Ban, Banknote, BookOpen, Box, Boxes, Building2, Calendar,
  ChartColumn, Check, ChevronDown, ChevronLeft, ChevronRight, ChevronsUpDown, ChevronUp, CircleAlert, CircleCheck, CircleHelp, Copy, Download,
  Ellipsis, ExternalLink, Eye, FileText, Filter, FolderTree, House, Inbox, Info, Landmark, LayoutGrid, List, Lock, LogOut, Menu, Moon,
  Package, Pencil, Plus, Printer, Ruler, Receipt, RefreshCw, Save, Scale, Search, Send, Settings, Sun, Trash2, TriangleAlert, Truck, Undo2, Upload, User,
  Users, Warehouse, WifiOff, X,
} from 'lucide-react';

/** Every icon of the desk by its name. The whole set ships with the shell, so a name is added only when a screen needs it. */
export const iconSet = {
  archive: Archive, 'arrow-down': ArrowDown, 'arrow-left': ArrowLeft, 'arrow-left-right': ArrowLeftRight, 'arrow-right': ArrowRight,
  'arrow-up': ArrowUp, ban: Ban, banknote: Banknote, 'book-open': BookOpen, box: Box, boxes: Boxes, building: Building2, calendar: Calendar,
  chart: ChartColumn, check: Check, 'chevron-down': ChevronDown, 'chevron-left': ChevronLeft, 'chevron-right': ChevronRight,
  'chevrons-up-down': ChevronsUpDown, 'chevron-up': ChevronUp, 'circle-alert': CircleAlert, 'circle-check': CircleCheck, help: CircleHelp,
  copy: Copy, download: Download, ellipsis: Ellipsis, 'external-link': ExternalLink, eye: Eye, file: FileText, filter: Filter,
  tree: FolderTree, home: House, inbox: Inbox, info: Info, landmark: Landmark, grid: LayoutGrid, list: List, lock: Lock, 'log-out': LogOut,
  menu: Menu, moon: Moon, package: Package, pencil: Pencil, plus: Plus, printer: Printer, ruler: Ruler, receipt: Receipt, refresh: RefreshCw,
  save: Save, scale: Scale, search: Search, send: Send, settings: Settings, sun: Sun, trash: Trash2, 'triangle-alert': TriangleAlert,
  truck: Truck, undo: Undo2, upload: Upload, user: User, users: Users, warehouse: Warehouse, 'wifi-off': WifiOff, x: X,
};
