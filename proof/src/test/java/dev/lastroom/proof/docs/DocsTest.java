package dev.lastroom.proof.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that the pages link to or name exists. */
class DocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Path CONTENTS = ROOT.resolve("README.md");

    private static List<Page> pages(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::read)
                    .toList();
        }
    }

    private static List<Page> pages() throws IOException {
        return Stream.concat(pages(ROOT, 1).stream(), pages(DOCS, Integer.MAX_VALUE).stream())
                .toList();
    }

    /** Returns whether a page is about the present. The changelog and the decisions also describe the past. */
    private static boolean tellsOfToday(Page page) {
        return !page.file().endsWith("CHANGELOG.md") && !page.file().getParent().endsWith("adr");
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        assertThat(pages().stream().flatMap(page -> page.deadLinks().stream())).isEmpty();
    }

    @Test
    void everyCommandOptionAndSettingExists() throws IOException {
        Commands commands = new Commands();

        assertThat(pages().stream()
                        .filter(DocsTest::tellsOfToday)
                        .flatMap(page -> page.unknownNames(commands).stream()))
                .isEmpty();
    }

    @Test
    void everyPageIsInTheTableOfContents() throws IOException {
        List<Path> listed = Page.read(CONTENTS).targets().toList();

        assertThat(pages(DOCS, Integer.MAX_VALUE))
                .extracting(Page::file)
                .allMatch(
                        file -> listed.contains(file) || listed.contains(file.getParent()), "is listed in the README");
    }

    /** The control: exactly the planted faults are found. */
    @Test
    void plantedFaultsAreFound() throws IOException {
        Page page = new Page(DOCS.resolve("planted.md").normalize(), """
            # Planted
            [Here](#planted), [there](../README.md), [not there](../NOWHERE.md), [nor there](../README.md#nowhere).
            Set `http.port` or `http.prot`, with LASTROOM_HTTP_PORT or LASTROOM_HTTP_PROT, but not db.example.com.
            ```
            ./lastroom serve --port 80      # not --prot
            ./lastroom serve --prot 80 | less --port
            ./lastroom bench report --out file [none](here.md)
            ```
            `./lastroom keys create --owner me`, `./lastroom keys destroy --owner me`, `./lastroom sell`, `--json`, `--jsno`.
            It has seven parts.
            """);

        assertThat(page.deadLinks())
                .containsExactly(
                        page.file() + " leads to ../NOWHERE.md", page.file() + " leads to ../README.md#nowhere");
        assertThat(page.unknownNames(new Commands()))
                .extracting(fault -> fault.substring((page.file() + " names ").length()))
                .containsExactly(
                        "http.prot",
                        "LASTROOM_HTTP_PROT",
                        "lastroom serve --prot",
                        "lastroom keys destroy --owner me",
                        "lastroom sell",
                        "--jsno",
                        "seven parts");
    }
}
