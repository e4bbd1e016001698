package dev.lastroom.server.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies in gzip, both ways. */
public final class Gzip {

    /** The name of the coding in headers. */
    public static final String NAME = "gzip";

    /** The fewest bytes of an answer for which compression is worth its time. */
    public static final int BYTES_MIN = 1024;

    private Gzip() {}

    /** Returns whether the sender of a request takes answers in gzip (RFC 9110, section 12.5.3). */
    public static boolean isAccepted(Headers headers) {
        List<String> accepted = headers.all("Accept-Encoding");
        if (accepted.isEmpty()) {
            return false;
        }
        boolean isAccepted = false;
        for (String coding : String.join(",", accepted).toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.split(";", 2);
            String name = parts[0].strip();
            if (name.equals(NAME) || name.equals("x-gzip")) {
                return parts.length == 1 || !isNever(parts[1]);
            }
            if (name.equals("*")) {
                isAccepted = parts.length == 1 || !isNever(parts[1]);
            }
        }
        return isAccepted;
    }

    private static boolean isNever(String weight) {
        return weight.replaceAll("\\s", "").matches("q=0(\\.0*)?");
    }

    /** Compresses an answer, fast rather than well. */
    public static byte[] pack(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 4);
        try (GZIPOutputStream out = new Fast(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return packed.toByteArray();
    }

    private static final class Fast extends GZIPOutputStream {
        Fast(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /**
     * Unpacks the body of a request, up to one byte more than {@code bytesMax}. However well a body is compressed, no
     * more of it is unpacked than the limit allows.
     *
     * @throws ProblemException if it is malformed
     */
    public static byte[] unpack(byte[] packed, int bytesMax) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(bytesMax + 1);
        } catch (IOException e) {
            throw Problem.invalid("body", "is not valid gzip").exception();
        }
    }
}
