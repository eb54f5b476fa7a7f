from models.user import User
