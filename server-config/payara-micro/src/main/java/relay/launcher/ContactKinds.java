package relay.launcher;

import static relay.launcher.ObjectField.Type.TEXT;
import static relay.launcher.ObjectField.Type.YES_NO;

import java.util.List;

/** What a tenant declares of its contacts. */
final class ContactKinds {
  static final ObjectKind LIST =
      new ObjectKind(
          "list",
          "lists",
          "a list of contacts, which they join and leave",
          List.of("id", "title", "double_opt_in", "description"),
          List.of(
              new ObjectField("title", TEXT, "what contacts see; absent: the id"),
              new ObjectField("description", TEXT, "what they get, in a sentence for them"),
              new ObjectField("double_opt_in", YES_NO, "whether they have to confirm it"),
              new ObjectField(
                  "confirm_from", TEXT, "whom the mail is from that asks them; absent: none"),
              new ObjectField(
                  "confirm_template", TEXT, "template of that mail; absent: words of ours"),
              new ObjectField("public", YES_NO, "whether it is on everybody's preference page")),
          List.of(
              "list create news --tenant acme title=News double_opt_in=true public=true confirm_from=news@acme.example",
              "list list --tenant acme"));

  static final ObjectKind ATTRIBUTE =
      new ObjectKind(
          "attribute",
          "attributes",
          "what a tenant knows of its contacts beside the address",
          List.of("id", "type", "title"),
          List.of(
              new ObjectField("type", TEXT, "text, number, date, boolean or list; never changes"),
              new ObjectField("title", TEXT, "for people")),
          List.of(
              "attribute create born --tenant acme type=date title=Birthday",
              "attribute list --tenant acme"));

  static final ObjectKind SEGMENT =
      new ObjectKind(
          "segment",
          "segments",
          "a saved condition over contacts; relay contact segment ID counts them",
          List.of("id", "title", "version"),
          List.of(
              new ObjectField("title", TEXT, "for people"),
              new ObjectField("condition", TEXT, "an object: write it into a file (--file)")),
          List.of(
              "segment create readers --tenant acme --file readers.json",
              "segment list --tenant acme"));

  private ContactKinds() {}
}
