package dev.lastroom.bench.load;

import dev.lastroom.bench.contender.Contender;
import java.util.List;
import java.util.stream.IntStream;

/** Makes the clients of a round. */
public final class Guests {

    private Guests() {}

    /** Makes the round's number of clients, for one contender. */
    public static List<ClosedLoop.Client> of(BenchRound round, Contender contender) {
        Zipf zipf = new Zipf(round.database().hotel().ordinaryRoomTypes());
        return IntStream.range(0, round.clients())
                .<ClosedLoop.Client>mapToObj(i -> new Guest(round, contender, zipf, i))
                .toList();
    }
}
