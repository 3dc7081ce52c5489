// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../../src/interfaces/IBitcoinRelay.sol";
import { BitcoinMerkle } from "../../src/libraries/BitcoinMerkle.sol";
import { BitcoinProofs, Inclusion } from "../../src/libraries/BitcoinProofs.sol";
import { BitcoinTx, Payment } from "../../src/libraries/BitcoinTx.sol";
import { BlockProof, Outpoint, Proof, TxOutput } from "../../src/types/BitcoinTypes.sol";

/// @notice Gives the library an address, so that its reverts can be expected and its gas measured.
contract BitcoinProofsHarness {
    function verify(Proof calldata proof, IBitcoinRelay relay, uint256 required)
        external
        view
        returns (Inclusion memory)
    {
        return BitcoinProofs.verify(proof, relay, required);
    }

    function verifyAll(BlockProof calldata proof, IBitcoinRelay relay) external view returns (bytes32[] memory txids) {
        (Inclusion memory inclusion, bytes32 root) = BitcoinProofs.verifyBlock(proof, relay);
        txids = new bytes32[](proof.txs.length);
        for (uint256 i; i < txids.length; ++i) {
            BitcoinProofs.verifyIn(proof.txs[i], proof.coinbasePath.length, root, inclusion);
            txids[i] = inclusion.txid;
        }
    }

    function payments(Proof calldata proof, IBitcoinRelay relay, bytes32 program)
        external
        view
        returns (uint256 total, Payment[] memory list)
    {
        return BitcoinTx.paymentsTo(proof.tx, BitcoinProofs.verify(proof, relay, 0).outputsAt, program);
    }

    function inputs(bytes calldata transaction) external pure returns (Outpoint[] memory) {
        return BitcoinTx.inputs(transaction);
    }

    function outputs(bytes calldata transaction) external pure returns (TxOutput[] memory) {
        return BitcoinTx.outputs(transaction);
    }

    function opReturns(bytes calldata transaction) external pure returns (bytes[] memory) {
        return BitcoinTx.opReturns(transaction);
    }

    function txidOf(bytes calldata transaction) external view returns (bytes32) {
        return BitcoinTx.txidOf(transaction);
    }

    function fold(bytes32 leaf, bytes32[] calldata path, uint256 index) external view returns (bytes32) {
        return BitcoinMerkle.fold(leaf, path, index);
    }
}
