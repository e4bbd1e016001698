package dev.lastroom.server.netty;

import dev.lastroom.server.edge.BrowserHeaders;
import dev.lastroom.server.edge.Exchange;
import dev.lastroom.server.http.Answer;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** Makes the headers of answers. Thread-safe. */
final class AnswerHeads {

    private static final AsciiString REQUEST_ID = AsciiString.cached(Exchange.REQUEST_ID);

    private final HttpHeaders ofApi;
    private final HttpHeaders ofPages;
    private volatile Second second = new Second(0, AsciiString.EMPTY_STRING);

    /** The text of a second, since most answers of it share it. */
    private record Second(long epoch, AsciiString text) {}

    AnswerHeads(BrowserHeaders browserHeaders) {
        this.ofApi = ready(browserHeaders.ofApi());
        this.ofPages = ready(browserHeaders.ofPages());
    }

    /** Makes texts that need no encoding for each answer. */
    private static HttpHeaders ready(Map<String, String> headers) {
        HttpHeaders ready = new DefaultHttpHeaders();
        headers.forEach((name, value) -> ready.add(AsciiString.cached(name), AsciiString.cached(value)));
        return ready;
    }

    /** Returns the headers of an answer, except those on how it is transferred. */
    HttpHeaders of(Answer answer, Exchange exchange) {
        HttpHeaders headers = BrowserHeaders.isOfApi(exchange.head().target().path()) ? ofApi.copy() : ofPages.copy();
        headers.set(HttpHeaderNames.DATE, now());
        headers.set(REQUEST_ID, exchange.requestId());
        answer.headers().forEach(headers::set);
        if (!answer.content().type().isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, answer.content().type());
        }
        return headers;
    }

    private AsciiString now() {
        Second last = second;
        long epoch = System.currentTimeMillis() / 1_000;
        if (last.epoch != epoch) {
            last = new Second(epoch, new AsciiString(DateFormatter.format(Date.from(Instant.ofEpochSecond(epoch)))));
            second = last;
        }
        return last.text;
    }
}
