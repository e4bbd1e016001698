package dev.lastroom.engine.webhook;

import dev.lastroom.engine.booking.EventId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * An address that is told of every event. Immutable and thread-safe.
 *
 * @param id its id
 * @param url where events are sent, see {@link #checkUrl}
 * @param secret what messages are signed with, {@code whsec_} and 32 bytes in base64
 * @param createdAt when it was made
 * @param told the last event that was sent, or is kept as a {@link FailedDelivery}: all up to here are
 */
public record Webhook(UUID id, URI url, String secret, Instant createdAt, EventId told) {

    /** The longest URL, in characters. */
    public static final int URL_LENGTH_MAX = 2_000;

    /** The most webhooks of a database. */
    public static final int COUNT_MAX = 50;

    /**
     * Reads the URL of a webhook: {@code http} or {@code https}, with a host, without a user and a fragment.
     *
     * @throws IllegalArgumentException if it is another
     */
    public static URI checkUrl(String text) {
        if (text.length() > URL_LENGTH_MAX) {
            throw new IllegalArgumentException("must be at most " + URL_LENGTH_MAX + " characters");
        }
        URI url;
        try {
            url = new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URL", e);
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("must begin with https:// or http://");
        }
        if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("must have a host, and neither a user nor a fragment");
        }
        return url;
    }

    /** The same, told all events up to {@code event}. */
    public Webhook toldUntil(EventId event) {
        return new Webhook(id, url, secret, createdAt, event);
    }

    /** Without its secret, which no log may hold. */
    @Override
    public String toString() {
        return "Webhook[" + id + " " + url + "]";
    }
}
