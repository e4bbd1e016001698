package dev.lastroom.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.server.webhook.WebhookAddresses.InternalAddressException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses to which webhooks may point. */
class WebhookAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "::10.1.2.3",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:c0a8:1::1",
                "2001::1",
                "2001:db8::1",
            })
    void internalAddresses(String literal) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(literal);
        assertThat(WebhookAddresses.isInternal(address)).isTrue();
        String host = literal.contains(":") ? "[" + literal + "]" : literal;
        assertThatThrownBy(() -> new WebhookAddresses(false).check(URI.create("http://" + host + ":8080/hook")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("webhooks.allowPrivate")
                .hasMessageContaining("internal");
        assertThat(new WebhookAddresses(true).resolve(host)).containsExactly(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00::1",
                "2001:4860:4860::8888",
                "64:ff9b::1.1.1.1",
                "2002:101:101::1",
            })
    void publicAddresses(String literal) throws UnknownHostException {
        assertThat(WebhookAddresses.isInternal(InetAddress.getByName(literal))).isFalse();
        String host = literal.contains(":") ? "[" + literal + "]" : literal;
        assertThatCode(() -> new WebhookAddresses(false).check(URI.create("https://" + host)))
                .doesNotThrowAnyException();
    }

    @Test
    void oneInternalAddressAmongSeveralIsRefused() throws UnknownHostException {
        InetAddress good = InetAddress.ofLiteral("1.1.1.1");
        InetAddress bad = InetAddress.ofLiteral("10.0.0.7");
        WebhookAddresses both = new WebhookAddresses(false, _ -> new InetAddress[] {good, bad});
        assertThatThrownBy(() -> both.resolve("hooks.example"))
                .isInstanceOf(InternalAddressException.class)
                .hasMessage("the address 10.0.0.7 of hooks.example is internal, "
                        + "and the setting webhooks.allowPrivate does not allow internal addresses");
        assertThat(new WebhookAddresses(false, _ -> new InetAddress[] {good}).resolve("hooks.example"))
                .containsExactly(good);
    }

    @Test
    void anUnknownHostMayBecomeKnownLater() {
        WebhookAddresses unknown = new WebhookAddresses(false, host -> {
            throw new UnknownHostException(host);
        });
        assertThatCode(() -> unknown.check(URI.create("https://hooks.example/")))
                .doesNotThrowAnyException();
    }
}
