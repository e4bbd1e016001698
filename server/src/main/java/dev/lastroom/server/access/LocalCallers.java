package dev.lastroom.server.access;

import dev.lastroom.server.http.Head;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells programs on this machine from web pages of other sites. Without API keys, anyone who reaches the service may do
 * everything. A page from anywhere, open in a browser here, also reaches loopback: it can send forms, or use a domain
 * of its own that resolves to 127.0.0.1.
 */
public final class LocalCallers {

    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

    /** The values for our own pages and for typed addresses. Browsers send other values for all other pages. */
    private static final Set<String> OUR_SITES = Set.of("same-origin", "none");

    private LocalCallers() {}

    /**
     * Returns whether the request names this machine by its own name, and comes from no page but ours, and from no other
     * machine as far as trusted proxies say.
     *
     * @param client the caller's address
     * @param scheme of our pages, {@code http} or {@code https}
     */
    public static boolean includes(Head head, InetAddress client, String scheme) {
        String host = head.host();
        List<String> origins = head.headers().all("Origin");
        return client.isLoopbackAddress()
                && LOCAL_HOST.matcher(host).matches()
                && origins.stream().allMatch((scheme + "://" + host)::equalsIgnoreCase)
                && OUR_SITES.containsAll(head.headers().all(SEC_FETCH_SITE));
    }
}
