package dev.lastroom.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.store.testkit.coordination.CoordinationContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

class StoreContractsTest {

    /** A contract that is not nested in {@link StoreContracts} would run on no store. */
    @Test
    void noContractIsForgotten() {
        List<Class<?>> contracts = ReflectionSupport.findAllClassesInPackage(
                StoreContracts.class.getPackageName(),
                // That of coordination is no contract of a store.
                type -> type != CoordinationContract.class,
                name -> name.endsWith("Contract"));
        assertThat(Stream.of(StoreContracts.class, TransactionContracts.class)
                        .flatMap(all -> Stream.of(all.getDeclaredClasses()))
                        .<Class<?>>map(Class::getSuperclass))
                .containsExactlyInAnyOrderElementsOf(contracts);
    }
}
