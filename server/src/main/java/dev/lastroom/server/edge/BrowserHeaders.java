package dev.lastroom.server.edge;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that protect browsers and what they show. Immutable and thread-safe. */
public final class BrowserHeaders {

    /** Our pages load nothing from elsewhere. Swagger UI sets inline styles and draws images from data URLs. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'";

    private final Map<String, String> ofApi;
    private final Map<String, String> ofPages;

    public BrowserHeaders(boolean tls) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("X-Content-Type-Options", "nosniff");
        all.put("Referrer-Policy", "no-referrer");
        all.put("Content-Security-Policy", CONTENT_POLICY);
        // No other site's page may embed an answer as a script or an image, even if it cannot read it.
        all.put("Cross-Origin-Resource-Policy", "same-origin");
        if (tls) {
            // A browser that has used TLS with the service uses nothing else for a year.
            all.put("Strict-Transport-Security", "max-age=31536000");
        }
        this.ofApi = new LinkedHashMap<>(all);
        ofApi.put("Cache-Control", "no-store");
        this.ofPages = new LinkedHashMap<>(all);
        ofPages.put("Cache-Control", "no-cache");
        ofPages.put("Cross-Origin-Opener-Policy", "same-origin");
        ofPages.put("X-Frame-Options", "DENY");
        ofPages.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }

    /** Returns the headers of every answer of the API. */
    public Map<String, String> ofApi() {
        return ofApi;
    }

    /** Returns the headers of every other answer. */
    public Map<String, String> ofPages() {
        return ofPages;
    }

    /** Returns whether a path belongs to the API. */
    public static boolean isOfApi(String path) {
        return path.startsWith("/v1/");
    }
}
