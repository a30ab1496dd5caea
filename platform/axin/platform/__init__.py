"""What every program needs: settings, ids, time, errors, transactions, queue. Knows no tenant, entity or plan."""
