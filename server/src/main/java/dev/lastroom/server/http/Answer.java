package dev.lastroom.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is sent back: status, headers and content.
 *
 * @param status the HTTP status
 * @param headers headers of this answer beside those that every answer has
 * @param content the body
 */
public record Answer(int status, Map<String, String> headers, Content content) {

    /** The status of an answer that has no content, and says so by its status alone. */
    static final int NOT_MODIFIED = 304;

    /** The body of an answer. */
    public sealed interface Content {

        String type();
    }

    /** A body that is there as a whole. */
    public sealed interface Whole extends Content {

        public byte[] bytes();
    }

    /** A body that is written as it comes about. It is closed when it has ended, however that was. */
    public non-sealed interface Stream extends Content, AutoCloseable {

        /**
         * Writes it to its end.
         *
         * @throws IOException if the client is gone
         */
        void writeTo(OutputStream out) throws IOException;

        @Override
        void close();
    }

    /** A JSON document. */
    public record Document(String type, ObjectNode object) implements Whole {
        @Override
        public byte[] bytes() {
            return Json.write(object);
        }
    }

    /** Bytes as they are sent; never compared, nor changed. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Bytes(String type, byte[] bytes) implements Whole {}

    /** Text in UTF-8. */
    public record Text(String type, String text) implements Whole {
        @Override
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    public Answer(int status, Content content) {
        this(status, Map.of(), content);
    }

    public static Answer json(int status, ObjectNode object) {
        return new Answer(status, new Document("application/json", object));
    }

    public static Answer ok(ObjectNode object) {
        return json(200, object);
    }

    /** The client has it already, in the state that {@code etag} names. */
    public static Answer notModified(String etag) {
        return new Answer(NOT_MODIFIED, new Text("", "")).with(Preconditions.ETAG, etag);
    }

    /** The same with its content as the bytes that are sent, so that what they were made of can be forgotten. */
    public Answer written() {
        return switch (content) {
            case Whole whole -> new Answer(status, headers, new Bytes(whole.type(), whole.bytes()));
            case Stream _ -> this;
        };
    }

    /** How many bytes its content has in memory; 0 for one that comes about as it is sent. */
    public int bytes() {
        return switch (content) {
            case Whole whole -> whole.bytes().length;
            case Stream _ -> 0;
        };
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, content);
    }
}
