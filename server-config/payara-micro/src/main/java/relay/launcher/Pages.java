package relay.launcher;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashSet;
import java.util.Set;
import relay.domain.control.ControlJson;

/** Reads lists of the API page by page, as far as is wanted. */
final class Pages {
  /** Enough for every list that is not narrowed. */
  static final int ALL = 100_000;

  private static final int PAGE = 1000;
  private static final String CURSOR = "next_cursor";
  private final ApiClient relay;

  Pages(ApiClient relay) {
    this.relay = relay;
  }

  /**
   * One answer out of those of all pages.
   *
   * @param path with its query where it has one
   * @param name of the list in the answer
   * @param most entries at the end of which no more pages are asked for; the answer has the cursor
   *     of the next one then
   */
  JsonObject read(String path, String name, int most) {
    JsonArrayBuilder entries = ControlJson.array();
    Set<String> seen = new HashSet<>();
    String next = "";
    int found = 0;
    JsonObject page;
    do {
      page = relay.get(path + query(path, Math.min(PAGE, most - found), next));
      JsonArray some = page.getJsonArray(name);
      for (int i = 0; i < some.size() && found < most; i++, found++) {
        entries.add(some.get(i));
      }
      next = page.getString(CURSOR, "");
    } while (found < most && seen.add(next) && !next.isEmpty());
    JsonObjectBuilder all = ControlJson.object(page);
    all.add(name, entries);
    return all.build();
  }

  private static String query(String path, int limit, String cursor) {
    return (path.indexOf('?') < 0 ? "?limit=" : "&limit=")
        + limit
        + (cursor.isEmpty() ? "" : "&cursor=" + ApiClient.part(cursor));
  }

  /** Says so when a list does not end where its answer does. */
  static void tellOfMore(JsonObject answer, Console console) {
    if (answer.containsKey(CURSOR)) {
      console.say("There are more: narrow the list, or ask for more with --limit.");
    }
  }
}
