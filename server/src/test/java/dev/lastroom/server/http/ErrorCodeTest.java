package dev.lastroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.outcome.Code;
import dev.lastroom.engine.outcome.Failure;
import java.util.EnumSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

    @ParameterizedTest
    @EnumSource
    void theEngineDecidesWhichFailuresCanBeSentAgain(Failure failure) {
        assertThat(ErrorCode.of(failure.code()).retryable()).isEqualTo(failure.isTransient());
    }

    @Test
    void aRefusalIsNotSentAgainByAProgramAlone() {
        EnumSet<Code> refusals = EnumSet.complementOf(Stream.of(Failure.values())
                .map(Failure::code)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Code.class))));

        assertThat(refusals).isNotEmpty().noneMatch(code -> ErrorCode.of(code).retryable());
    }
}
