const a  = ['new'];
