package dev.lastroom.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateFilesTest {

    private static final int SOMEBODY = 4_711;

    @TempDir
    private Path temporary;

    private Path file;

    @BeforeEach
    void aFileInAFolder() throws IOException {
        file = temporary.resolve("folder/file");
        PrivateFiles.makeFolder(file);
        PrivateFiles.make(file);
    }

    private static Path folder(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private void require() throws IOException {
        PrivateFiles.require(file, List.of("-log"));
    }

    private void assertAccepted() {
        assertThatCode(this::require).doesNotThrowAnyException();
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(LooseFileException.class)
                .isThrownBy(this::require)
                .withMessageEndingWith(message);
    }

    private static void modes(Path path, String modes) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes));
    }

    private static void owner(Path path, int user) throws IOException {
        assumeTrue(new UnixSystem().getUid() == 0, "only root can give files to others");
        Files.setAttribute(path, "unix:uid", user);
    }

    @Test
    void aFileThatWasMadeIsAcceptedAndKeptWhenMadeAgain() throws IOException {
        Files.writeString(file, "kept");
        PrivateFiles.makeFolder(file);
        PrivateFiles.make(file);
        assertThat(file).hasContent("kept");
        assertAccepted();
        Files.delete(file);
        assertAccepted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---"})
    void aFileThatOthersMayUseIsRefused(String modes) throws IOException {
        modes(file, modes);
        assertRefused("replace it: chmod go-rwx " + file);
        modes(file, "rw-------");
        assertAccepted();
    }

    @Test
    void aCompanionIsRefusedTooAndOneCommandMendsAll() throws IOException {
        Path log = PrivateFiles.companion(file, "-log");
        Files.createFile(log);
        modes(log, "rw-r--r--");
        assertRefused("replace it: chmod go-rwx " + log);
        modes(file, "rw-r--r--");
        modes(folder(file), "rwxrwxr-x");
        assertRefused("chmod go-w " + folder(file) + " && chmod go-rwx " + file + " " + log);
    }

    @Test
    void othersMayLookIntoAFolderButNotWriteInItUnlessItIsSticky() throws IOException {
        modes(folder(file), "rwxr-xr-x");
        assertAccepted();
        modes(folder(file), "rwxrwx---");
        assertRefused("replace it: chmod go-w " + folder(file));
        Files.setAttribute(folder(file), "unix:mode", 01777);
        assertAccepted();
    }

    @Test
    void theFileBehindALinkAndBothFoldersAreChecked() throws IOException {
        Path real = file;
        file = Files.createSymbolicLink(temporary.resolve("link"), real);
        assertAccepted();
        assertThat(PrivateFiles.real(file)).isEqualTo(real);
        modes(real, "rw-r--r--");
        assertRefused("chmod go-rwx " + real);
        modes(real, "rw-------");
        modes(folder(real), "rwxrwxrwx");
        assertRefused("chmod go-w " + folder(real));
        modes(folder(real), "rwx------");
        modes(temporary, "rwxrwxrwx");
        assertRefused("chmod go-w " + temporary);
    }

    @Test
    void aCompanionThatIsALinkIsRefused() throws IOException {
        Path log = Files.createSymbolicLink(PrivateFiles.companion(file, "-log"), temporary.resolve("elsewhere"));
        assertRefused(log + " is no file");
    }

    @Test
    void aFileOfAnotherUserIsRefusedUnlessTheFolderIsTheirsToo() throws IOException {
        owner(file, SOMEBODY);
        assertRefused(file + " belongs to another user, who can read and lock it");
        owner(folder(file), SOMEBODY);
        assertAccepted();
    }

    @Test
    void theCommandCanBePastedWhateverTheNameIs() throws Exception {
        file = file.resolveSibling("an owner's file; $HOME");
        PrivateFiles.make(file);
        modes(file, "rw-rw-rw-");
        assertThatExceptionOfType(LooseFileException.class)
                .isThrownBy(this::require)
                .satisfies(e -> {
                    String message = Objects.requireNonNull(e.getMessage());
                    String command = message.substring(message.indexOf("chmod"));
                    assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor())
                            .isZero();
                });
        assertAccepted();
    }
}
