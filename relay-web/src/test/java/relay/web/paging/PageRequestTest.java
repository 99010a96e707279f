package relay.web.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.web.json.Json;
import relay.web.problem.Problem;

class PageRequestTest {
  private static final List<String> NAMES = List.of("c", "a", "é@ö", "b", "d");

  @Test
  void shouldReadAListInItsOrderWhateverTheOrderOfItsEntriesIs() {
    assertThat(pages(2, false, NAMES)).containsExactly("[a, b]", "[c, d]", "[é@ö]");
    assertThat(pages(2, true, NAMES)).containsExactly("[é@ö, d]", "[c, b]", "[a]");
    assertThat(pages(5, false, NAMES)).hasSize(1);
    assertThat(pages(3, false, List.of())).containsExactly("[]");
  }

  @Test
  void shouldNeitherRepeatNorLeaveOutWhatStaysWhileOthersComeAndGo() {
    Page<String> first = request("2", null).ascending(NAMES, Function.identity());

    Page<String> second =
        request("2", first.next().orElseThrow())
            .ascending(List.of("0", "a", "a2", "c", "d"), Function.identity());

    assertThat(first.entries()).containsExactly("a", "b");
    assertThat(second.entries()).containsExactly("c", "d");
    assertThat(second.next()).isEmpty();
  }

  @Test
  void shouldPutTimesInOrderWithAllTheirParts() {
    List<Instant> times =
        List.of(
            Instant.parse("2026-01-01T12:00:00.000000001Z"),
            Instant.parse("2026-01-01T12:00:00.5Z"),
            Instant.EPOCH,
            Instant.parse("2026-01-01T12:00:00Z"));

    List<Instant> ordered = request(null, null).ascending(times, PageRequest::place).entries();

    assertThat(ordered).isSorted().hasSize(4);
  }

  @Test
  void shouldCountWhereEntriesHaveNoPlaceOfTheirOwn() {
    List<Integer> skips = new ArrayList<>();
    PageRequest.Numbered<String> list =
        (skipped, most) -> {
          skips.add(skipped);
          return NAMES.stream().skip(skipped).limit(most).toList();
        };

    Page<String> first = request("3", null).counted(list);
    Page<String> second = request("3", first.next().orElseThrow()).counted(list);

    assertThat(first.entries()).containsExactly("c", "a", "é@ö");
    assertThat(second.entries()).containsExactly("b", "d");
    assertThat(second.next()).isEmpty();
    assertThat(skips).containsExactly(0, 3);
  }

  @Test
  void shouldAnswerWithTheCursorOnlyWhileThereIsMore() {
    Function<String, jakarta.json.JsonObjectBuilder> json = n -> Json.object().add("name", n);

    assertThat(new Page<>(List.of("a"), Optional.of("x")).under("names", json).build())
        .hasToString("{\"names\":[{\"name\":\"a\"}],\"next_cursor\":\"x\"}");
    assertThat(new Page<>(List.<String>of(), Optional.empty()).under("names", json).build())
        .hasToString("{\"names\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "many", "1.5"})
  void shouldRefuseALimitThatIsNone(String limit) {
    assertThatThrownBy(() -> request(limit, null).limit())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("from 1 to 1000");
  }

  @Test
  void shouldTakeTheUsualLimitWhereNoneIsGiven() {
    assertThat(request(null, null).limit()).isEqualTo(PageRequest.LIMIT_DEFAULT);
    assertThat(request("", "").limit()).isEqualTo(PageRequest.LIMIT_DEFAULT);
    assertThat(request("", "").after()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a b", "LTE", "eA"})
  void shouldRefuseACursorThatIsNone(String cursor) {
    assertThatThrownBy(() -> request(null, cursor).counted((skipped, most) -> List.of()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("next_cursor");
  }

  @Test
  void shouldRefuseACursorWithoutEnd() {
    assertThatThrownBy(() -> request(null, "a".repeat(5_000)).after()).isInstanceOf(Problem.class);
  }

  private static PageRequest request(String limit, String cursor) {
    var request = new PageRequest();
    request.limit = limit;
    request.cursor = cursor;
    return request;
  }

  private static List<String> pages(int limit, boolean descending, List<String> all) {
    List<String> pages = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      PageRequest request = request(Integer.toString(limit), cursor.orElse(null));
      Page<String> page =
          descending
              ? request.descending(all, Function.identity())
              : request.ascending(all, Function.identity());
      pages.add(page.entries().toString());
      cursor = page.next();
    } while (cursor.isPresent());
    return pages;
  }
}
