package dev.lastroom.engine.webhook;

import dev.lastroom.engine.event.EventId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * An address that is sent events. Immutable and thread-safe.
 *
 * @param id its id
 * @param url where events are sent, see {@link #checkUrl}
 * @param secret signs the events sent
 * @param filter which events it receives
 * @param createdAt when it was made
 * @param told the last event dealt with: every event up to it was sent, filtered out, or is kept as a {@link
 *     FailedDelivery}
 * @param condition the state of its delivery
 */
public record Webhook(
        UUID id,
        URI url,
        WebhookSecret secret,
        EventFilter filter,
        Instant createdAt,
        EventId told,
        Condition condition) {

    /** The longest URL, in characters. */
    public static final int URL_LENGTH_MAX = 2_000;

    /** The most webhooks of a database. */
    public static final int COUNT_MAX = 50;

    /**
     * Parses the URL of a webhook: {@code http} or {@code https}, with a host, without a user or a fragment.
     *
     * @throws IllegalArgumentException if it is anything else
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
            throw new IllegalArgumentException("must have a host, but no user and no fragment");
        }
        return url;
    }

    /** A webhook in a fresh condition. */
    public static Webhook of(UUID id, URI url, String secret, EventFilter filter, Instant createdAt, EventId told) {
        return new Webhook(id, url, WebhookSecret.of(secret), filter, createdAt, told, Condition.FRESH);
    }

    /** The same webhook, told all events up to {@code event}. */
    public Webhook toldUntil(EventId event) {
        return new Webhook(id, url, secret, filter, createdAt, event, condition);
    }

    /** The same webhook with another filter. */
    public Webhook withFilter(EventFilter newFilter) {
        return new Webhook(id, url, secret, newFilter, createdAt, told, condition);
    }

    /** The same webhook in another condition. */
    public Webhook in(Condition newCondition) {
        return new Webhook(id, url, secret, filter, createdAt, told, newCondition);
    }

    /** The same webhook with another secret. */
    public Webhook with(WebhookSecret newSecret) {
        return new Webhook(id, url, newSecret, filter, createdAt, told, condition);
    }

    /** The same webhook at another address, about which nothing is known yet. */
    public Webhook at(URI newUrl) {
        return newUrl.equals(url)
                ? this
                : new Webhook(id, newUrl, secret, filter, createdAt, told, condition.elsewhere());
    }

    /** For logs: without its secret, and without the path and query of its address, which may contain one. */
    @Override
    public String toString() {
        return "webhook " + id + " at " + url.getHost();
    }
}
