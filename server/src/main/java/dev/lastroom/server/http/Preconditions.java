package dev.lastroom.server.http;

import dev.lastroom.engine.command.Precondition;
import dev.lastroom.engine.command.Precondition.Tags;
import dev.lastroom.engine.command.Tag;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
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

    private static final HeaderName IF_MATCH = HeaderNames.create("If-Match");
    private static final HeaderName IF_NONE_MATCH = HeaderNames.create("If-None-Match");
    private static final HeaderName IF_MODIFIED_SINCE = HeaderNames.create("If-Modified-Since");
    private static final HeaderName IF_UNMODIFIED_SINCE = HeaderNames.create("If-Unmodified-Since");

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
    public static void check(boolean isConditional, boolean isRead, ServerRequestHeaders headers) {
        if (!isConditional) {
            for (HeaderName name : List.of(IF_MATCH, IF_NONE_MATCH)) {
                if (headers.contains(name)) {
                    throw Problem.invalid(name.defaultCase(), "is not supported here: nothing here has an ETag")
                            .exception();
                }
            }
        }
        // With a condition on tags, recipients ignore one on times, which says less.
        if (headers.contains(IF_MODIFIED_SINCE) && !(isRead && headers.contains(IF_NONE_MATCH))) {
            throw untimed(IF_MODIFIED_SINCE);
        }
        if (headers.contains(IF_UNMODIFIED_SINCE) && !headers.contains(IF_MATCH)) {
            throw untimed(IF_UNMODIFIED_SINCE);
        }
    }

    private static ProblemException untimed(HeaderName name) {
        return Problem.invalid(
                        name.defaultCase(),
                        "is not supported: Lastroom keeps no modification times; use an ETag where there is one")
                .exception();
    }

    /**
     * Reads the conditions on tags.
     *
     * @throws ProblemException naming the header that is malformed
     */
    public static Precondition read(ServerRequestHeaders headers) {
        // In a strong comparison a weak tag never matches; in a weak one it matches the strong tag.
        return new Precondition(tags(headers, IF_MATCH, false), tags(headers, IF_NONE_MATCH, true));
    }

    private static @Nullable Tags tags(ServerRequestHeaders headers, HeaderName name, boolean withWeak) {
        if (!headers.contains(name)) {
            return null;
        }
        String value = String.join(",", headers.all(name, List::of)).strip();
        if (value.equals("*")) {
            return Tags.ANY;
        }
        if (!ENTITY_TAGS.matcher(value).matches()) {
            throw Problem.invalid(name.defaultCase(), "must be * or a list of ETags, such as \"1\"")
                    .exception();
        }
        Matcher each = ONE.matcher(value);
        return Tags.of(each.results()
                .filter(tag -> withWeak || tag.group(1) == null)
                .map(tag -> new Tag(tag.group(2)))
                .toList());
    }
}
