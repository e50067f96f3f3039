import { create } from 'zustand';
import type { Connection } from '../contract/connection.ts';
import type { ExportRequest } from '../contract/request.ts';

/** What the user has to agree to before an export is created. */
export interface ExportQuestion {
  readonly connection: Connection;
  readonly request: ExportRequest;
  /** Whether this export was sent before and may have been created: then it could be charged twice. */
  readonly mayExist: boolean;
}

interface ConfirmState {
  /** The open question. Whatever shows it answers it; while nothing does, nothing is created. */
  readonly question: ExportQuestion | undefined;
  /** Resolves with the user's answer. */
  exportAsked(question: ExportQuestion): Promise<boolean>;
  exportAnswered(agreed: boolean): void;
}

export const useConfirmation = create<ConfirmState>()((set) => {
  let answer: (agreed: boolean) => void = () => {};
  return {
    question: undefined,
    exportAsked: (question) => {
      answer(false);
      const answered = new Promise<boolean>((resolve) => (answer = resolve));
      set({ question });
      return answered;
    },
    exportAnswered: (agreed) => {
      set({ question: undefined });
      answer(agreed);
    },
  };
});

/** Asks the user where an export may cost money or may exist already; all else needs no question. */
export async function isAgreed(question: ExportQuestion): Promise<boolean> {
  const { connection, mayExist } = question;
  if (connection.capabilities.cost === 'free' && !mayExist) return true;
  return useConfirmation.getState().exportAsked(question);
}
