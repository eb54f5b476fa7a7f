const a  = ['old'];
