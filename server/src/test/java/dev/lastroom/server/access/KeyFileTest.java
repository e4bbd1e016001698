package dev.lastroom.server.access;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.server.testing.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of keys: its contents, and when a change takes effect. */
class KeyFileTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private KeyFile file;

    @BeforeEach
    void nameFile() {
        file = new KeyFile(folder.resolve("of/keys"), Duration.ofSeconds(30));
    }

    private StoredKey.Issued create(String owner, Role role) {
        return file.create(owner, role, NOW, new SecureRandom());
    }

    private Keyring keyring() {
        return Keyring.of(file, nanos::get);
    }

    private void aSecondPasses() {
        nanos.addAndGet(SECONDS.toNanos(1));
    }

    @Test
    void theFileHasSaltedHashesAndNoSecrets() throws IOException {
        StoredKey.Issued first = create("desk", Role.AGENT);
        StoredKey.Issued second = create("desk", Role.READER);

        String text = Files.readString(file.path());
        assertThat(text)
                .contains(first.stored().id(), second.stored().id())
                .doesNotContain(
                        first.secret().substring(StoredKey.PREFIX.length() + 13),
                        second.secret().substring(StoredKey.PREFIX.length() + 13));
        assertThat(first.stored().salt()).isNotEqualTo(second.stored().salt());
        assertThat(first.secret()).matches("lr_[0-9a-f]{12}_[0-9a-f]{64}");
        assertThat(first.toString()).doesNotContain(first.secret());
        assertThat(file.read()).containsExactly(first.stored(), second.stored());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void theSameKeyUnderAnotherSaltHasAnotherHash() {
        StoredKey.Issued issued = create("desk", Role.AGENT);
        StoredKey stored = issued.stored();
        StoredKey salted = new StoredKey(stored.id(), "desk", Role.AGENT, NOW, "0".repeat(32), stored.hash());

        assertThat(stored.matches(issued.secret())).isTrue();
        assertThat(salted.matches(issued.secret())).isFalse();
    }

    @Test
    void aKeyIsFoundWithItsOwnerAndRoleAndNoOtherIs() {
        StoredKey.Issued issued = create("desk", Role.AGENT);
        String secret = issued.secret();
        char last = secret.charAt(secret.length() - 1);
        Keyring keyring = keyring();

        assertThat(keyring.find(secret))
                .contains(new Identity("desk", Role.AGENT, issued.stored().id()));
        for (String wrong : List.of(
                "",
                "lr_",
                secret + "0",
                secret.substring(0, secret.length() - 1) + (last == '0' ? '1' : '0'),
                secret.toUpperCase(java.util.Locale.ROOT),
                secret.replaceFirst("lr_[0-9a-f]{12}", "lr_000000000000"),
                issued.stored().hash(),
                issued.stored().salt())) {
            assertThat(keyring.find(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void aChangeTakesEffectAfterASecondWithoutARestart() {
        String first = create("desk", Role.AGENT).secret();
        Keyring keyring = keyring();
        StoredKey.Issued second = create("reports", Role.READER);

        assertThat(keyring.find(second.secret())).isEmpty();
        aSecondPasses();
        assertThat(keyring.find(second.secret())).isPresent();
        assertThat(file.revoke(second.stored().id())).isTrue();
        assertThat(file.revoke(second.stored().id())).isFalse();
        aSecondPasses();
        assertThat(keyring.find(second.secret())).isEmpty();
        assertThat(keyring.find(first)).isPresent();
    }

    @Test
    void aServiceThatAskedForKeysNeverStopsAsking() throws IOException {
        Keyring keyring = keyring();
        assertThat(keyring.isOpen()).isTrue();

        StoredKey.Issued issued = create("desk", Role.AGENT);
        aSecondPasses();
        assertThat(keyring.isOpen()).isFalse();

        file.revoke(issued.stored().id());
        aSecondPasses();
        assertThat(keyring.isOpen()).isFalse();
        assertThat(keyring().isOpen()).isFalse();

        Files.delete(file.path());
        aSecondPasses();
        assertThat(keyring.isOpen()).isFalse();
        assertThat(keyring.find(issued.secret())).isEmpty();
    }

    @Test
    void aMalformedFileLeavesARunningServiceAsItWasAndIsLogged() throws IOException {
        StoredKey.Issued issued = create("desk", Role.AGENT);
        Keyring keyring = keyring();
        String good = Files.readString(file.path());
        Files.writeString(file.path(), good + "desk agent hunter2\n");

        try (LogLines lines = new LogLines(Keyring.class.getName())) {
            aSecondPasses();
            assertThat(keyring.find(issued.secret())).isPresent();
            assertThat(lines.all())
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage())
                            .contains("malformed on line 3")
                            .doesNotContain("hunter2"));
        }
        assertThatThrownBy(this::keyring).hasMessageContaining("malformed on line 3");

        Files.writeString(file.path(), "# all are revoked\n");
        aSecondPasses();
        assertThat(keyring.find(issued.secret())).isEmpty();
    }

    @Test
    void everyMalformedLineIsNamedByItsNumberWithoutItsContent() throws IOException {
        String good = create("desk", Role.AGENT).stored().line();
        String[] part = good.split(" ", -1);
        for (String bad : List.of(
                "hunter2",
                good + " hunter2",
                good.replace(part[0], "hunter2"),
                good.replace(part[1], "hunter2!"),
                good.replace(part[2], "hunter2"),
                good.replace(part[3], "hunter2"),
                good.replace(part[4], "hunter2"),
                good.replace(part[5], "hunter2"),
                good)) {
            Files.writeString(file.path(), good + "\n\n" + bad + "\n");
            assertThatThrownBy(file::read)
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("malformed on line 3")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void keysMadeAtOnceAreAllKept() throws Exception {
        int keys = 20;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<StoredKey.Issued>> tasks = IntStream.range(0, keys)
                    .<Callable<StoredKey.Issued>>mapToObj(i -> () -> create("owner-" + i, Role.AGENT))
                    .toList();
            for (Future<StoredKey.Issued> made : threads.invokeAll(tasks)) {
                assertThat(file.read()).contains(made.get().stored());
            }
        }
        assertThat(file.read()).hasSize(keys);
    }
}
