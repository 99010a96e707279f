package relay.web.sandbox;

import java.util.function.Consumer;
import relay.web.html.Html;

/**
 * The frame that all pages share. Links are relative to the root of the application, which is not
 * the root of the host on a server that runs others beside it.
 */
public final class Page {
  private Page() {}

  /**
   * @param root the path of the application, with a slash at its end
   */
  public static String of(String root, String title, Consumer<Html> content) {
    var html = new Html();
    html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
    html.open("base", "href", root);
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", title + " – Relay");
    html.open("link", "rel", "stylesheet", "href", "style.css").close("head");
    html.open("body").open("header");
    html.open("a", "href", root, "class", "brand").text("Relay").close("a").close("header");
    html.open("main");
    content.accept(html);
    html.close("main").open("footer");
    html.link("health", "Health").link("metrics", "Metrics").link("openapi", "API");
    html.close("footer").close("body").close("html");
    return "<!DOCTYPE html>\n" + html;
  }
}
