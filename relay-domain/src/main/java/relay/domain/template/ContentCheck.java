package relay.domain.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import relay.domain.html.HtmlAttribute;
import relay.domain.html.HtmlToken;
import relay.domain.html.HtmlTokenizer;
import relay.domain.template.Finding.Weight;
import relay.domain.template.Rendering.Rendered;

/** Looks a rendered mail through for what readers and filters dislike. One mail for each. */
public final class ContentCheck {
  /** Gmail shows no more and hides what follows, the link to unsubscribe too. */
  static final int CLIPPED_OCTETS = 102 * 1024;

  /** Two grave phrases, or five light ones. */
  public static final int SPAM_SCORE_HIGH = 5;

  private static final int LINKS_MAX = 100;
  private static final int LINKS_MANY = 50;
  private static final int SUBJECT_CHARS_SHOWN = 78;
  private static final int WORDS_FEW = 200;
  private static final List<String> UNSUBSCRIBE =
      List.of("unsubscribe", "opt-out", "optout", "abmelde", "abbestell", "preferences");
  private static final Set<String> DROPPED =
      Set.of("script", "iframe", "object", "embed", "form", "input", "video", "audio", "applet");

  private final Rendered mail;
  private final String html;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> links = new LinkedHashSet<>();
  private final Set<String> dropped = new LinkedHashSet<>();
  private int images;
  private int imagesWithoutAlt;
  private int plainLinks;
  private int deadLinks;

  private ContentCheck(Rendered mail) {
    this.mail = mail;
    this.html = mail.html().orElse("");
  }

  /**
   * @param hasOwnText whether the author wrote a text, and it was not made from the HTML
   */
  public static ContentReport of(Rendered mail, boolean hasOwnText) {
    return new ContentCheck(mail).report(hasOwnText);
  }

  private ContentReport report(boolean hasOwnText) {
    int htmlOctets = html.getBytes(StandardCharsets.UTF_8).length;
    int textOctets = mail.text().getBytes(StandardCharsets.UTF_8).length;
    HtmlTokenizer.read(html).forEach(this::look);
    subject();
    size(htmlOctets);
    text(hasOwnText);
    links();
    pictures();
    if (!dropped.isEmpty()) {
      add(Weight.WARNING, "dropped-element", "mail programs drop " + list(dropped));
    }
    int score = spam();
    findings.sort(Comparator.comparing(Finding::weight));
    return new ContentReport(findings, List.copyOf(links), htmlOctets, textOctets, score);
  }

  private void look(HtmlToken token) {
    if (!(token instanceof HtmlToken.Tag tag) || tag.isEnd()) {
      return;
    }
    if (DROPPED.contains(tag.name())) {
      dropped.add("<" + tag.name() + ">");
    }
    if (tag.attributes().stream().anyMatch(a -> a.name().startsWith("on"))) {
      dropped.add("attributes such as onclick");
    }
    if (tag.name().equals("img")) {
      images++;
      imagesWithoutAlt += tag.attribute("alt").isPresent() ? 0 : 1;
    }
    if (tag.name().equals("a") || tag.name().equals("area")) {
      tag.attribute("href").ifPresent(this::link);
    }
  }

  private void link(HtmlAttribute href) {
    String address = href.value(html).strip();
    String lower = address.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      plainLinks += lower.startsWith("http://") ? 1 : 0;
      if (links.size() < LINKS_MAX) {
        links.add(address);
      }
    } else if (!lower.startsWith("mailto:")
        && !lower.startsWith("tel:")
        && !(lower.startsWith("#") && lower.length() > 1)) {
      deadLinks++;
    }
  }

  private void subject() {
    String subject = mail.subject();
    if (subject.isBlank()) {
      add(Weight.ERROR, "no-subject", "give the mail a subject");
    } else if (subject.length() > SUBJECT_CHARS_SHOWN) {
      add(
          Weight.HINT,
          "long-subject",
          "the subject has " + subject.length() + " characters; most programs show 40 to 78");
    }
    boolean shouts =
        subject.length() > 10 && subject.equals(subject.toUpperCase(Locale.ROOT)) && hasLetters();
    if (shouts || subject.contains("!!")) {
      add(Weight.WARNING, "loud-subject", "write the subject without capitals alone and !!");
    }
  }

  private boolean hasLetters() {
    return mail.subject().chars().filter(Character::isUpperCase).count() > 5;
  }

  private void size(int htmlOctets) {
    if (htmlOctets > CLIPPED_OCTETS) {
      add(
          Weight.WARNING,
          "clipped",
          "the HTML has "
              + htmlOctets
              + " octets; Gmail cuts it after "
              + CLIPPED_OCTETS
              + " and hides the rest");
    }
  }

  private void text(boolean hasOwnText) {
    if (html.isEmpty()) {
      add(Weight.HINT, "no-html", "the mail has a text only");
    } else if (!hasOwnText) {
      add(
          mail.text().isBlank() ? Weight.WARNING : Weight.HINT,
          "no-text-part",
          "the text was made from the HTML; read it, or write one of its own");
    }
  }

  private void links() {
    boolean offers =
        holdsUnsubscribe(mail.text())
            || holdsUnsubscribe(html)
            || links.stream().anyMatch(ContentCheck::holdsUnsubscribe);
    if (!offers) {
      add(
          Weight.WARNING,
          "no-unsubscribe",
          "no link or word tells how to unsubscribe; mail to many needs one beside the field that"
              + " streams with unsubscribe add");
    }
    if (deadLinks > 0) {
      add(
          Weight.ERROR,
          "dead-link",
          deadLinks + " links lead nowhere: they need a whole address with https://");
    }
    if (plainLinks > 0) {
      add(Weight.HINT, "plain-http", plainLinks + " links are not encrypted: use https://");
    }
    if (links.size() > LINKS_MANY) {
      add(Weight.WARNING, "many-links", "more than " + LINKS_MANY + " links look like spam");
    }
  }

  private static boolean holdsUnsubscribe(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return UNSUBSCRIBE.stream().anyMatch(lower::contains);
  }

  private void pictures() {
    if (imagesWithoutAlt > 0) {
      add(
          Weight.WARNING,
          "image-without-alt",
          imagesWithoutAlt
              + " of "
              + images
              + " pictures have no alt: many see that instead of the picture (alt=\"\" for mere"
              + " decoration)");
    }
    if (images > 0 && mail.text().strip().length() < WORDS_FEW) {
      add(Weight.WARNING, "pictures-only", "there is hardly any text beside the pictures");
    }
  }

  private int spam() {
    Map<String, Integer> found = SpamWords.own().in(mail.subject() + "\n" + mail.text());
    int score = found.values().stream().mapToInt(Integer::intValue).sum();
    if (!found.isEmpty()) {
      add(
          score >= SPAM_SCORE_HIGH ? Weight.WARNING : Weight.HINT,
          "spam-words",
          "score " + score + ": " + list(found.keySet()));
    }
    return score;
  }

  private static String list(Set<String> words) {
    return String.join(", ", words);
  }

  private void add(Weight weight, String code, String text) {
    findings.add(new Finding(weight, code, text));
  }
}
