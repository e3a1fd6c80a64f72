"""Pure rules of survey figures: values in, values out, no database and no window."""
