package dev.lastroom.client;

import dev.lastroom.client.model.Event;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Checks that a message to a webhook comes from Lastroom and is recent. Immutable and thread-safe.
 *
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 */
public final class WebhookVerifier {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final Duration AGE_MAX = Duration.ofMinutes(5);

    private final SecretKeySpec key;
    private final InstantSource clock;

    /**
     * Makes a verifier.
     *
     * @param secret the secret of the webhook, as Lastroom showed it
     * @param clock the time now, such as {@code InstantSource.system()}
     * @throws IllegalArgumentException if the secret has another form
     */
    public WebhookVerifier(String secret, InstantSource clock) {
        if (!secret.startsWith(SECRET_PREFIX)) {
            throw new IllegalArgumentException("a secret begins with " + SECRET_PREFIX);
        }
        this.key = new SecretKeySpec(Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())), ALGORITHM);
        this.clock = clock;
    }

    /**
     * A message that Lastroom has sent.
     *
     * @param id the event's id, the same in every attempt: remember it, since a message may come twice
     * @param type the type of the event, or {@code webhook.test}
     * @param data the event as JSON, or the data of a test
     */
    public record Message(String id, String type, JsonNode data) {

        /** Returns the event. Not for a {@code webhook.test}, which has none. */
        public Event event() {
            return Json.MAPPER.treeToValue(data, Event.class);
        }
    }

    /** A message that is not Lastroom's, or too old. Answer it with 400, and do not use it. */
    public static final class RejectedException extends Exception {

        private static final long serialVersionUID = 1;

        private RejectedException(String message) {
            super(message);
        }
    }

    /**
     * Verifies a message.
     *
     * @param id the header {@code webhook-id}
     * @param timestamp the header {@code webhook-timestamp}
     * @param signatures the header {@code webhook-signature}
     * @param body the body, byte by byte as it came
     * @throws RejectedException if no signature fits, or the message is more than 5 min old or ahead of the clock
     */
    public Message verify(String id, String timestamp, String signatures, byte[] body) throws RejectedException {
        byte[] expected = sign(id + "." + timestamp + ".", body);
        boolean fits = Arrays.stream(signatures.split(" "))
                .filter(signature -> signature.startsWith(VERSION))
                .map(signature -> signature.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8))
                // In constant time, so that answers do not help to guess a signature.
                .anyMatch(given -> MessageDigest.isEqual(given, expected));
        if (!fits) {
            throw new RejectedException("no signature fits");
        }
        if (Duration.between(sent(timestamp), clock.instant()).abs().compareTo(AGE_MAX) > 0) {
            throw new RejectedException("the message is of " + timestamp);
        }
        try {
            JsonNode message = Json.MAPPER.readTree(body);
            return new Message(id, message.path("type").asString(), message.path("data"));
        } catch (JacksonException e) {
            throw new RejectedException("the message is no JSON");
        }
    }

    private static Instant sent(String timestamp) throws RejectedException {
        try {
            return Instant.ofEpochSecond(Long.parseLong(timestamp));
        } catch (NumberFormatException | DateTimeException e) {
            throw new RejectedException("no timestamp: " + timestamp);
        }
    }

    private byte[] sign(String head, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encode(mac.doFinal(signed.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
