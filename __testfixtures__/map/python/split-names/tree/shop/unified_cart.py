class UnifiedCart:
    pass
