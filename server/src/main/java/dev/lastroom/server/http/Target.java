package dev.lastroom.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request: a path with a query, or a whole URL (RFC 9112, section 3.2). Kept as it was sent, since a
 * path that is changed before it is compared is no longer the one asked for. Immutable and thread-safe.
 *
 * @param path the path as it was sent
 * @param query the query as it was sent, without its question mark; empty if there is none
 * @param authority the host and port of a whole URL; null for a path
 */
public record Target(String path, String query, @Nullable String authority) {

    private static final Pattern URL = Pattern.compile("(?i)https?://([^/?]*)([^?]*)(?:\\?(.*))?");

    /** Takes a target apart. One that is malformed keeps its form, and {@link #segments()} refuses it. */
    public static Target of(String sent) {
        if (!sent.startsWith("/")) {
            Matcher url = URL.matcher(sent);
            if (url.matches()) {
                String path = url.group(2).isEmpty() ? "/" : url.group(2);
                return new Target(path, url.group(3) == null ? "" : url.group(3), url.group(1));
            }
        }
        int mark = sent.indexOf('?');
        return mark < 0
                ? new Target(sent, "", null)
                : new Target(sent.substring(0, mark), sent.substring(mark + 1), null);
    }

    /**
     * Returns the decoded parts of the path between its slashes. A slash in a part was encoded.
     *
     * @throws ProblemException if the path is malformed
     */
    public List<String> segments() {
        if (!path.startsWith("/")) {
            throw Problem.invalid("path", "must begin with a slash, like /v1/bookings")
                    .exception();
        }
        if (path.indexOf(';') >= 0) {
            // To ignore them would be to ignore what a caller asks for.
            throw Problem.invalid("path", "must not contain parameters, which begin with a semicolon")
                    .exception();
        }
        List<String> segments = new ArrayList<>();
        int from = 1;
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(decoded("path", path.substring(from, slash), false));
            from = slash + 1;
        }
        segments.add(decoded("path", path.substring(from), false));
        return segments;
    }

    /**
     * Decodes a text of a URL strictly.
     *
     * @param withSpaces whether it may have spaces, which stood there as plus signs
     * @throws ProblemException naming {@code field} if the text is malformed
     */
    static String decoded(String field, String text, boolean withSpaces) {
        boolean isPlain = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c == ' ' && !withSpaces) || c > '~' || c == '#') {
                throw Problem.invalid(
                                field, "must be ASCII, with all other characters encoded as UTF-8, such as %C3%A9")
                        .exception();
            }
            isPlain = isPlain && c != '%';
        }
        return isPlain ? text : percentDecoded(field, text);
    }

    private static String percentDecoded(String field, String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.put((byte) c);
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw Problem.invalid(field, "must have two hexadecimal digits after each %")
                        .exception();
            }
            bytes.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw Problem.invalid(field, "must be UTF-8 where it is encoded with %")
                    .exception();
        }
    }
}
