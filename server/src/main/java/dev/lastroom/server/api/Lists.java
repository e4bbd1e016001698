package dev.lastroom.server.api;

import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.QueryFields;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Answers lists, always in pages. */
final class Lists {

    private Lists() {}

    /** Answers with the page that {@code query} asks for, under {@code name}. */
    static <T> Answer answer(
            Call call,
            String name,
            QueryFields query,
            Function<PageRequest, Page<T>> read,
            Function<T, ObjectNode> write) {
        PageRequest request = query.page();
        call.willRead(request.limit(), Call.ITEM_BYTES);
        // Only the store knows whether a cursor is well-formed, since it is the store's own.
        Page<T> page =
                request.after() == null ? read.apply(request) : Checks.checked("cursor", () -> read.apply(request));
        ObjectNode json = Json.object();
        json.putArray(name).addAll(page.items().stream().map(write).toList());
        return Answer.ok(json.put("nextCursor", page.next()));
    }
}
