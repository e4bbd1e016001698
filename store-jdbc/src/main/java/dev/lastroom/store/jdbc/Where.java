package dev.lastroom.store.jdbc;

import java.util.ArrayList;
import java.util.List;

/** Conditions that are known only at run time. Their texts are literals of the callers; values are parameters. */
final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    void and(String condition, Object parameter) {
        conditions.add(condition);
        parameters.add(parameter);
    }

    String sql() {
        return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
    }

    Object[] parameters(Object last) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(last);
        return all.toArray();
    }
}
