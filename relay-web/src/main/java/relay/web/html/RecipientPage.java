package relay.web.html;

import java.util.function.Consumer;

/**
 * Pages for recipients of mail: one heading, few words; readable by any program that reads pages
 * aloud, and without script.
 */
public final class RecipientPage {
  private RecipientPage() {}

  /** A page that says one thing. */
  public static String told(String title, String sentence) {
    return of(title, html -> html.element("p", sentence, "role", "status"));
  }

  /** A page with this below its heading. */
  public static String of(String title, Consumer<Html> content) {
    var html = new Html();
    html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "robots", "content", "noindex");
    html.element("title", title);
    // Relative to u/TOKEN, also behind a proxy that adds to the path.
    html.open("link", "rel", "stylesheet", "href", "../style.css").close("head");
    html.open("body").open("main").element("h1", title);
    content.accept(html);
    html.close("main").close("body").close("html");
    return "<!DOCTYPE html>\n" + html;
  }
}
