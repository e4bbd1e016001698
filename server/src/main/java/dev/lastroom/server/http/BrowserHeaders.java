package dev.lastroom.server.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.List;

/** The headers that keep browsers, and what people see in them, safe. */
final class BrowserHeaders {

    private static final Header NO_SNIFFING = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header NO_REFERRER = HeaderValues.createCached("Referrer-Policy", "no-referrer");

    /** Our pages load nothing from elsewhere; Swagger UI sets styles in the page and draws images from data. */
    private static final Header CONTENT_POLICY = HeaderValues.createCached(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'");

    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header REVALIDATE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");

    private static final List<Header> OF_API = List.of(NO_SNIFFING, NO_REFERRER, CONTENT_POLICY, NO_STORE);
    private static final List<Header> OF_PAGES = List.of(NO_SNIFFING, NO_REFERRER, CONTENT_POLICY, REVALIDATE);

    private BrowserHeaders() {}

    static List<Header> of(String path) {
        return path.startsWith("/v1/") ? OF_API : OF_PAGES;
    }
}
