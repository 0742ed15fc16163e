package dev.belay.bench.matching;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;

/**
 * The same search with Lucene: a term for each skill and proficiency, whose postings a collector adds up when a segment
 * begins; then it is given whoever has a place, passes over those whose strengths are too few whatever else they have, and
 * reads the rest from the arrays of {@link Flat}, which is faster than Lucene's own columns. One segment, so that documents
 * are numbered as mentors are.
 */
final class InLucene implements AutoCloseable {

    private static final int MOST_OF_THE_REST = 450_000;

    private final Flat flat;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    InLucene(Flat flat, Path folder) throws IOException {
        this.flat = flat;
        MMapDirectory directory = new MMapDirectory(folder);
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig().setRAMBufferSizeMB(512))) {
            for (int mentor = 0; mentor < flat.mentors; mentor++) {
                Document document = new Document();
                for (int i = 6 * mentor; i < 6 * mentor + 6; i++) {
                    document.add(new StringField("strength", "" + flat.strengths[i], Field.Store.NO));
                }
                document.add(new StringField("open", "" + flat.open[mentor], Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
    }

    List<Flat.Found> search(Flat.Query query) throws IOException {
        searcher.search(new TermQuery(new Term("open", "true")), new SimpleCollector() {
            private final int[] sums = new int[flat.mentors];
            private final int[] first = new int[flat.mentors];
            private final int[] second = new int[flat.mentors];

            @Override
            protected void doSetNextReader(LeafReaderContext context) throws IOException {
                LeafReader leaf = context.reader();
                for (int key = 0; key < query.steps.length; key++) {
                    int step = query.steps[key];
                    PostingsEnum postings =
                            step == 0 ? null : leaf.postings(new Term("strength", "" + key), PostingsEnum.NONE);
                    if (postings == null) {
                        continue;
                    }
                    int goal = query.goal[key >> 3];
                    int[] ofGoal = goal == 0 ? first : goal == 1 ? second : null;
                    for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                        sums[doc] += step;
                        if (ofGoal != null) {
                            ofGoal[doc] += step;
                        }
                    }
                }
            }

            @Override
            public void collect(int doc) {
                int points = query.strengthPoints(sums[doc], first[doc], second[doc]);
                if (points + MOST_OF_THE_REST >= query.worst) {
                    query.offer(doc, points);
                }
            }

            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE_NO_SCORES;
            }
        });
        return query.found();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
