package dev.lastroom.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

    @Test
    void isAnonymousWhenEmbedded() {
        assertThat(Caller.embedded("r")).isEqualTo(new Caller("anonymous", "r", null, null));
    }

    @Test
    void hasARequestIdOf1To128VisibleAsciiCharacters() {
        assertThat(Caller.embedded("!~").requestId()).isEqualTo("!~");
        assertThat(Caller.embedded("r".repeat(128)).requestId()).hasSize(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "é", "\u007f", "\0"})
    void refusesAnyOtherRequestId(String requestId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Caller.embedded(requestId))
                .withMessageContaining("request id");
    }

    @Test
    void refusesARequestIdOf129Characters() {
        refusesAnyOtherRequestId("r".repeat(129));
    }

    @Test
    void hasAnOwnerInTheFormOfAnId() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Caller("", "r", null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Caller("x".repeat(65), "r", null, null));
    }

    @Test
    void cutsALongUserAgent() {
        assertThat(userAgentKept("u".repeat(256))).isEqualTo("u".repeat(256));
        assertThat(userAgentKept("u".repeat(257))).isEqualTo("u".repeat(256));
    }

    @Test
    void neverCutsACharacterInTwo() {
        assertThat(userAgentKept("u".repeat(255) + "\uD83C\uDF0A")).isEqualTo("u".repeat(255));
    }

    @Test
    void keepsOnlyTheCharactersOfAUserAgentThatEveryStoreCanKeep() {
        assertThat(userAgentKept("curl\0/8 \uD83C x\u0085\n")).isEqualTo("curl?/8 ? x??");
        assertThat(userAgentKept("Prüfer \uD83C\uDF0A")).isEqualTo("Prüfer \uD83C\uDF0A");
    }

    private static @Nullable String userAgentKept(String userAgent) {
        return new Caller("api", "r", null, userAgent).userAgent();
    }
}
