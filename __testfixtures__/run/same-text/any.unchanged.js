const a  = 1
