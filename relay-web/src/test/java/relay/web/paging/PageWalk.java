package relay.web.paging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import relay.web.HttpPeer;

/** Reads lists as clients do: page by page, one entry at a time. */
public final class PageWalk {
  private static final int PAGES_MAX = 50;

  private PageWalk() {}

  /**
   * All entries, as the administrator.
   *
   * @param path with a query or without
   */
  public static List<JsonObject> all(HttpPeer peer, String path, String name) {
    String first = path + (path.indexOf('?') < 0 ? "?limit=1" : "&limit=1");
    List<JsonObject> entries = new ArrayList<>();
    String cursor = "";
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      var answer = peer.getAsAdmin(first + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonObject page = HttpPeer.json(answer);
      assertThat(page.getJsonArray(name)).hasSizeLessThan(2);
      page.getJsonArray(name).stream().map(JsonValue::asJsonObject).forEach(entries::add);
      cursor = page.getString("next_cursor", "");
      if (cursor.isEmpty()) {
        return entries;
      }
    }
    throw new AssertionError("no end after " + PAGES_MAX + " pages of " + path);
  }
}
