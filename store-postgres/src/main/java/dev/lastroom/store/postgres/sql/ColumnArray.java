package dev.lastroom.store.postgres.sql;

import dev.lastroom.store.jdbc.stored.Column;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * One column of many rows, sent as an array in PostgreSQL's binary form, which saves both sides the conversion to text.
 * The driver itself supports that form only for arrays of numbers and of text. Not thread-safe.
 *
 * <p>Trailing nulls are not sent, so an empty column sends no elements: {@code unnest} of several arrays pads the
 * shorter ones.
 *
 * @see <a href="https://www.postgresql.org/docs/current/arrays.html">PostgreSQL arrays</a>; {@code array_recv} reads
 *     the number of dimensions, a flag, the element type, the number of elements, the first index, and then each
 *     element after its length
 */
@SuppressWarnings("serial") // Only because its superclass is; it never leaves this process.
public final class ColumnArray extends PGobject implements PGBinaryObject {

    /** The array types that are sent, named as in the driver's binaryTransferEnable. */
    public static final String TYPES = "UUID_ARRAY,TEXT_ARRAY,DATE_ARRAY,TIMESTAMPTZ_ARRAY,INT4_ARRAY,INT8_ARRAY";

    private static final long EPOCH_DAY_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final Instant EPOCH_2000 = Instant.parse("2000-01-01T00:00:00Z");
    private static final int EMPTY_BYTES = 12;
    private static final int HEADER_BYTES = 20;
    private static final int COUNT_AT = EMPTY_BYTES;
    private static final int NULL_LENGTH = -1;

    private enum Element {
        UUID("uuid[]", 2950, 16),
        TEXT("text[]", 25, 16),
        DATE("date[]", 1082, 4),
        TIMESTAMPTZ("timestamptz[]", 1184, 8),
        INT4("int4[]", 23, 4),
        INT8("int8[]", 20, 8);

        private final String arrayType;
        private final int oid;
        private final int usualBytes;

        Element(String arrayType, int oid, int usualBytes) {
            this.arrayType = arrayType;
            this.oid = oid;
            this.usualBytes = usualBytes;
        }
    }

    private final int rows;
    private ByteBuffer bytes;
    private int count;
    private int nullsAtEnd;

    private ColumnArray(Element element, int rows) {
        setType(element.arrayType);
        this.rows = rows;
        this.bytes = ByteBuffer.allocate(HEADER_BYTES + rows * (Integer.BYTES + element.usualBytes))
                .putInt(0) // Dimensions; 0 means empty.
                .putInt(1) // May contain nulls.
                .putInt(element.oid)
                .putInt(0) // The count, set later.
                .putInt(1);
    }

    /** The values that a column keeps of these rows. */
    public static <T> ColumnArray of(Column<T, ?> column, Collection<T> rows) {
        return switch (column.type()) {
            case UUID -> uuids(rows, kept(column));
            case TEXT, FREE_TEXT -> texts(rows, kept(column));
            case DATE -> dates(rows, kept(column));
            case INSTANT -> instants(rows, kept(column));
            case INT -> optionalInts(rows, kept(column));
            case LONG -> longs(rows, kept(column));
        };
    }

    @SuppressWarnings("unchecked") // The column's type says what it keeps.
    private static <T, K> Function<T, @Nullable K> kept(Column<T, ?> column) {
        return (Function<T, @Nullable K>) column.write();
    }

    /** The values that these columns keep of these rows. */
    public static <T> List<ColumnArray> arrays(List<Column<T, ?>> columns, Collection<T> rows) {
        return columns.stream().map(column -> of(column, rows)).toList();
    }

    public static <T> ColumnArray uuids(Collection<T> rows, Function<T, @Nullable UUID> column) {
        ColumnArray array = new ColumnArray(Element.UUID, rows.size());
        for (T row : rows) {
            UUID value = column.apply(row);
            if (value == null) {
                array.addNull();
            } else {
                array.begin(2 * Long.BYTES)
                        .putLong(value.getMostSignificantBits())
                        .putLong(value.getLeastSignificantBits());
            }
        }
        return array;
    }

    /** A column of the values' text forms. */
    public static <T> ColumnArray texts(Collection<T> rows, Function<T, @Nullable Object> column) {
        ColumnArray array = new ColumnArray(Element.TEXT, rows.size());
        for (T row : rows) {
            Object value = column.apply(row);
            if (value == null) {
                array.addNull();
            } else {
                byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
                array.begin(text.length).put(text);
            }
        }
        return array;
    }

    public static <T> ColumnArray dates(Collection<T> rows, Function<T, @Nullable LocalDate> column) {
        ColumnArray array = new ColumnArray(Element.DATE, rows.size());
        for (T row : rows) {
            LocalDate value = column.apply(row);
            if (value == null) {
                array.addNull();
            } else {
                array.begin(Integer.BYTES).putInt((int) (value.toEpochDay() - EPOCH_DAY_2000));
            }
        }
        return array;
    }

    public static <T> ColumnArray instants(Collection<T> rows, Function<T, @Nullable Instant> column) {
        ColumnArray array = new ColumnArray(Element.TIMESTAMPTZ, rows.size());
        for (T row : rows) {
            Instant value = column.apply(row);
            if (value == null) {
                array.addNull();
            } else {
                array.begin(Long.BYTES).putLong(ChronoUnit.MICROS.between(EPOCH_2000, value));
            }
        }
        return array;
    }

    public static <T> ColumnArray ints(Collection<T> rows, ToIntFunction<T> column) {
        ColumnArray array = new ColumnArray(Element.INT4, rows.size());
        for (T row : rows) {
            array.begin(Integer.BYTES).putInt(column.applyAsInt(row));
        }
        return array;
    }

    public static <T> ColumnArray optionalInts(Collection<T> rows, Function<T, @Nullable Integer> column) {
        ColumnArray array = new ColumnArray(Element.INT4, rows.size());
        for (T row : rows) {
            Integer value = column.apply(row);
            if (value == null) {
                array.addNull();
            } else {
                array.begin(Integer.BYTES).putInt(value);
            }
        }
        return array;
    }

    public static <T> ColumnArray longs(Collection<T> rows, Function<T, @Nullable Long> column) {
        ColumnArray array = new ColumnArray(Element.INT8, rows.size());
        for (T row : rows) {
            Long value = column.apply(row);
            if (value == null) {
                array.addNull();
            } else {
                array.begin(Long.BYTES).putLong(value);
            }
        }
        return array;
    }

    /** How many rows the column is of. */
    public int rows() {
        return rows;
    }

    private void addNull() {
        nullsAtEnd++;
    }

    private ByteBuffer begin(int length) {
        for (int i = 0; i < nullsAtEnd; i++) {
            reserve(Integer.BYTES).putInt(NULL_LENGTH);
        }
        count += nullsAtEnd + 1;
        nullsAtEnd = 0;
        return reserve(Integer.BYTES + length).putInt(length);
    }

    private ByteBuffer reserve(int more) {
        if (bytes.remaining() < more) {
            int used = bytes.position();
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), 2 * (used + more)))
                    .position(used);
        }
        return bytes;
    }

    @Override
    public int lengthInBytes() {
        return count == 0 ? EMPTY_BYTES : bytes.position();
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        bytes.putInt(0, count == 0 ? 0 : 1).putInt(COUNT_AT, count);
        System.arraycopy(bytes.array(), 0, target, offset, lengthInBytes());
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("only sent, never received");
    }
}
