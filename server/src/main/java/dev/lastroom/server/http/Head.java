package dev.lastroom.server.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, whatever version of HTTP it came by.
 *
 * @param method the method, as it was sent
 * @param target what it asks for
 * @param headers its headers
 * @param remote the other end of the connection
 */
public record Head(String method, Target target, Headers headers, InetAddress remote) {

    /** Returns the host that the request names; empty if it names none. */
    public String host() {
        String authority = target.authority();
        @Nullable String host = authority == null ? headers.first("Host") : authority;
        return host == null ? "" : host;
    }
}
