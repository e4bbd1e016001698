package dev.lastroom.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * An HTTP answer: status, headers and content.
 *
 * @param status the HTTP status
 * @param headers headers of this answer, in addition to those of every answer
 * @param content the body
 */
public record Answer(int status, Map<String, String> headers, Content content) {

    private static final int NOT_MODIFIED = 304;

    /** The body of an answer. */
    public sealed interface Content {

        /** Returns the media type; empty if there is no content. */
        String type();
    }

    /** A body that is complete in memory. */
    public sealed interface Whole extends Content {

        public byte[] bytes();
    }

    /** A body that is written as it is made. It is closed when it ends, in whatever way. */
    public non-sealed interface Stream extends Content, AutoCloseable {

        /**
         * Writes the body to its end.
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

    /** Bytes to send. Never compared or changed. */
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

    /** Answers that the client already has the state that {@code etag} names. */
    public static Answer notModified(String etag) {
        return new Answer(NOT_MODIFIED, new Text("", "")).with(Preconditions.ETAG, etag);
    }

    /** Returns this answer with its content as bytes, so that the objects behind it can be freed. */
    public Answer written() {
        return switch (content) {
            case Whole whole -> new Answer(status, headers, new Bytes(whole.type(), whole.bytes()));
            case Stream _ -> this;
        };
    }

    /** Returns the size of the content in memory, in bytes; 0 for a body that is written as it is made. */
    public int bytes() {
        return switch (content) {
            case Whole whole -> whole.bytes().length;
            case Stream _ -> 0;
        };
    }

    /**
     * Returns this answer compressed, if that is worth it and the caller takes it. Its ETag stays: it names a state, and
     * not the bytes that show it.
     */
    public Answer packed(Headers asked) {
        if (!(content instanceof Whole whole) || whole.bytes().length < Gzip.BYTES_MIN) {
            return this;
        }
        Answer varying = with("Vary", "Accept-Encoding");
        return Gzip.isAccepted(asked)
                ? new Answer(status, varying.headers, new Bytes(whole.type(), Gzip.pack(whole.bytes())))
                        .with("Content-Encoding", Gzip.NAME)
                : varying;
    }

    /** Returns this answer with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, content);
    }
}
