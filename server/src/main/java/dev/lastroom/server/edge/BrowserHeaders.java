package dev.lastroom.server.edge;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.ArrayList;
import java.util.List;

/** The headers that protect browsers and what they show. Immutable and thread-safe. */
public final class BrowserHeaders {

    private static final Header NO_SNIFFING = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header NO_REFERRER = HeaderValues.createCached("Referrer-Policy", "no-referrer");

    /** Our pages load nothing from elsewhere. Swagger UI sets inline styles and draws images from data URLs. */
    private static final Header CONTENT_POLICY = HeaderValues.createCached(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'");

    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header REVALIDATE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");

    /** No other site's page may embed an answer as a script or an image, even if it cannot read it. */
    private static final Header SAME_ORIGIN = HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin");

    private static final Header ALONE = HeaderValues.createCached("Cross-Origin-Opener-Policy", "same-origin");
    private static final Header NO_FRAMES = HeaderValues.createCached("X-Frame-Options", "DENY");
    private static final Header NO_DEVICES =
            HeaderValues.createCached("Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    /** A browser that has used TLS with the service uses nothing else for a year. */
    private static final Header TLS_ONLY = HeaderValues.createCached("Strict-Transport-Security", "max-age=31536000");

    private final List<Header> ofApi;
    private final List<Header> ofPages;

    public BrowserHeaders(boolean tls) {
        List<Header> all = new ArrayList<>(List.of(NO_SNIFFING, NO_REFERRER, CONTENT_POLICY, SAME_ORIGIN));
        if (tls) {
            all.add(TLS_ONLY);
        }
        this.ofApi = with(all, NO_STORE);
        this.ofPages = with(all, REVALIDATE, ALONE, NO_FRAMES, NO_DEVICES);
    }

    private static List<Header> with(List<Header> all, Header... more) {
        List<Header> headers = new ArrayList<>(all);
        headers.addAll(List.of(more));
        return List.copyOf(headers);
    }

    public List<Header> of(String path) {
        return path.startsWith("/v1/") ? ofApi : ofPages;
    }
}
