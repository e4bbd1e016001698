package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.calendar.Searches;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One search examines a limited number of nights, counted over all room types. */
class SearchSizeTest {

    /** For each room type: the stay, 14 nights before it, and 44 after it. */
    private static final int AROUND_THE_STAY = 58;

    @Test
    void aSearchMayExamineALimitedNumberOfNightsAndNotOneMore(@TempDir Path folder) {
        try (TestService service = TestService.on(folder).withHotel(3)) {
            int roomTypes = 250;
            IntStream.range(1, roomTypes)
                    .mapToObj(i -> service.engine.submitAsync(service.engine.request(
                            SaveRoomType.of("type-" + i, "lisbon", "Type", 1, 100), Caller.embedded("set-up"))))
                    .toList()
                    .forEach(saved -> assertThat(saved.join()).isInstanceOf(Outcome.Done.class));
            int nightsMax = Searches.NIGHTS_MAX / roomTypes - AROUND_THE_STAY;

            Reply most = search(service, nightsMax).hasStatus(200);
            assertThat(most.json().get("roomTypes").size()).isEqualTo(roomTypes);

            Reply refused = search(service, nightsMax + 1).isProblemOf(ErrorCode.VALIDATION_FAILED, "endDate");
            assertThat(refused.at("/details/searchNightsMax")).isEqualTo("" + Searches.NIGHTS_MAX);
        }
    }

    private static Reply search(TestService service, int nights) {
        return service.get("/v1/availability?propertyId=lisbon&startDate=2027-02-01&endDate="
                + TestService.TODAY.withMonth(2).withDayOfMonth(1).plusDays(nights));
    }
}
