package dev.lastroom.proof.failover;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API of Patroni, through which {@code patronictl} works too. Thread-safe. */
final class PatroniApi implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The name of the synchronous standby, as a machine's Patroni knows it from etcd. */
    Optional<String> synchronousStandby(Machine asked) throws IOException, InterruptedException {
        return ask(asked, "GET", "/cluster", Map.of())
                .path("members")
                .valueStream()
                .filter(member -> member.path("role").asString().equals("sync_standby"))
                .map(member -> member.path("name").asString())
                .findAny();
    }

    /** Changes the rules of the cluster, as {@code patronictl edit-config} does. */
    void configure(Machine asked, Map<String, Object> changed) throws IOException, InterruptedException {
        ask(asked, "PATCH", "/config", changed);
    }

    /** Makes a standby the primary, as {@code patronictl switchover} does, and returns when it is. */
    void switchOver(Machine from, String to) throws IOException, InterruptedException {
        ask(from, "POST", "/switchover", Map.of("leader", from.name(), "candidate", to));
    }

    private JsonNode ask(Machine asked, String method, String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        String user = asked.variable("PATRONI_RESTAPI_USERNAME") + ":" + asked.variable("PATRONI_RESTAPI_PASSWORD");
        HttpRequest request = HttpRequest.newBuilder(URI.create(asked.restApi() + path))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    "Patroni answers " + method + " " + path + " with " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().startsWith("{") ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    }

    @Override
    public void close() {
        http.close();
    }
}
