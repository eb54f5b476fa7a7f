from backend.models.user import User
