package dev.lastroom.server.api;

import dev.lastroom.server.edge.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the routes of a path. A part of a path that is written out comes before a parameter. Immutable, thread-safe. */
final class RouteTree {

    private final Node root = new Node();

    /** The routes of one path, and what follows it. */
    private static final class Node {
        private final Map<String, Node> parts = new HashMap<>();
        private @Nullable Node parameter;
        private final List<Route> routes = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
    }

    /**
     * The routes of a path.
     *
     * @param parameters the parts of the path that stand for names
     */
    record Found(List<Route> routes, Map<String, String> parameters) {

        /** Returns the route of a method; null if the path has none. */
        @Nullable
        Route route(String method) {
            for (Route route : routes) {
                if (route.method().equals(method)) {
                    return route;
                }
            }
            return null;
        }
    }

    RouteTree(List<Route> routes) {
        for (Route route : routes) {
            Node node = root;
            List<String> names = new ArrayList<>();
            for (String part : route.path().substring(1).split("/", -1)) {
                if (part.startsWith("{")) {
                    names.add(part.substring(1, part.length() - 1));
                    node.parameter = node.parameter == null ? new Node() : node.parameter;
                    node = node.parameter;
                } else {
                    node = node.parts.computeIfAbsent(part, _ -> new Node());
                }
            }
            if (node.routes.isEmpty()) {
                node.names.addAll(names);
            }
            node.routes.add(route);
        }
    }

    /** Finds the routes of a path; null if it has none. */
    @Nullable
    Found find(List<String> segments) {
        Node node = root;
        List<String> values = new ArrayList<>(2);
        for (String segment : segments) {
            Node next = node.parts.get(segment);
            if (next == null) {
                next = node.parameter;
                values.add(segment);
            }
            if (next == null) {
                return null;
            }
            node = next;
        }
        if (node.routes.isEmpty()) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            parameters.put(node.names.get(i), values.get(i));
        }
        return new Found(node.routes, parameters);
    }
}
