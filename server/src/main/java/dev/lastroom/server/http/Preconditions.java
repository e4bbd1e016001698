package dev.lastroom.server.http;

import dev.lastroom.engine.command.Precondition;
import dev.lastroom.engine.command.Precondition.Tags;
import dev.lastroom.engine.command.Tag;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a request on the state of its resource (RFC 9110, section 13). A condition is judged or the request
 * is refused, because a client that sends one relies on it.
 */
public final class Preconditions {

    public static final String ETAG = "ETag";

    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String IF_MODIFIED_SINCE = "If-Modified-Since";
    private static final String IF_UNMODIFIED_SINCE = "If-Unmodified-Since";

    private static final String ENTITY_TAG = "(?:W/)?\"[!#-~\\x80-\\xff]*\"";
    private static final Pattern ENTITY_TAGS = Pattern.compile(ENTITY_TAG + "(?:[ \t]*,[ \t]*" + ENTITY_TAG + ")*");
    private static final Pattern ONE = Pattern.compile("(W/)?\"([^\"]*)\"");

    private Preconditions() {}

    /** Returns a tag as it stands in a header. */
    public static String quoted(Tag tag) {
        return '"' + tag.text() + '"';
    }

    /** Returns a tag as {@link #quoted} does; null if there is nothing to tag. */
    public static @Nullable String quotedOrNull(@Nullable Tag tag) {
        return tag == null ? null : quoted(tag);
    }

    /**
     * Refuses conditions that the route cannot judge.
     *
     * @param isConditional whether the route judges conditions on tags
     * @param isRead whether the route only reads
     * @throws ProblemException naming the header
     */
    public static void check(boolean isConditional, boolean isRead, Headers headers) {
        if (!isConditional) {
            for (String name : List.of(IF_MATCH, IF_NONE_MATCH)) {
                if (headers.has(name)) {
                    throw Problem.invalid(name, "is not supported here: nothing here has an ETag")
                            .exception();
                }
            }
        }
        // With a condition on tags, recipients ignore one on times, which says less.
        if (headers.has(IF_MODIFIED_SINCE) && !(isRead && headers.has(IF_NONE_MATCH))) {
            throw untimed(IF_MODIFIED_SINCE);
        }
        if (headers.has(IF_UNMODIFIED_SINCE) && !headers.has(IF_MATCH)) {
            throw untimed(IF_UNMODIFIED_SINCE);
        }
    }

    private static ProblemException untimed(String name) {
        return Problem.invalid(
                        name, "is not supported: Lastroom keeps no modification times; use an ETag where there is one")
                .exception();
    }

    /**
     * Reads the conditions on tags.
     *
     * @throws ProblemException naming the header that is malformed
     */
    public static Precondition read(Headers headers) {
        // In a strong comparison a weak tag never matches; in a weak one it matches the strong tag.
        return new Precondition(tags(headers, IF_MATCH, false), tags(headers, IF_NONE_MATCH, true));
    }

    private static @Nullable Tags tags(Headers headers, String name, boolean withWeak) {
        if (!headers.has(name)) {
            return null;
        }
        String value = String.join(",", headers.all(name)).strip();
        if (value.equals("*")) {
            return Tags.ANY;
        }
        if (!ENTITY_TAGS.matcher(value).matches()) {
            throw Problem.invalid(name, "must be * or a list of ETags, such as \"1\"")
                    .exception();
        }
        Matcher each = ONE.matcher(value);
        return Tags.of(each.results()
                .filter(tag -> withWeak || tag.group(1) == null)
                .map(tag -> new Tag(tag.group(2)))
                .toList());
    }
}
