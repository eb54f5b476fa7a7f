from acme.ws.unified_manager import UnifiedManager as Manager
from acme.ws.unified_manager import UnifiedManager

print(UnifiedManager)
