// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../src/BitcoinRelay.sol";
import { BlockProof, BlockTx } from "../../src/types/BitcoinTypes.sol";
import { BitcoinProofsHarness } from "../utils/BitcoinProofsHarness.sol";
import { BitcoinTest } from "../utils/BitcoinTest.sol";
import { SpvPeer } from "../utils/SpvPeer.sol";

/// @notice B2: ten payments of one block, proven together here and one by one on keep-network's library in the same run, as B1
/// measures one: six confirmations, execution only, the relay's slots cold.
contract BatchGasTest is BitcoinTest {
    uint256 private constant COUNT = 10;
    string private constant GROUP = "BitcoinProofs";
    BitcoinRelay private _relay;
    BitcoinProofsHarness private _ours;
    SpvPeer private _peer;

    function setUp() public {
        _relay = regtestRelay();
        _ours = new BitcoinProofsHarness();
        _peer = new SpvPeer();
    }

    function test_B2_TenOfABlock_Depth10() public {
        assertLe(_compare(10), 35, "B2: at most 0.35 of the peer for each");
    }

    function _compare(uint256 depth) private returns (uint256 percent) {
        (BlockProof memory proof, bytes memory headers) = _block(depth);
        vm.cool(address(_relay));
        bytes32[] memory txids = _ours.verifyAll(proof, _relay);
        uint256 gas_ = vm.lastCallGas().gasTotalUsed;
        uint256 peers;
        for (uint256 i; i < COUNT; ++i) {
            bytes memory paid = proof.txs[i].tx;
            SpvPeer.Parts memory parts =
                SpvPeer.Parts(bytes4(paid), slice(paid, 4, 42), slice(paid, 46, paid.length - 50), bytes4(0));
            (bytes32 txid,) = _peer.prove(
                SpvPeer.PeerProof(
                    parts,
                    headers,
                    abi.encodePacked(proof.txs[i].path),
                    proof.txs[i].index,
                    sha256(proof.coinbaseTx),
                    abi.encodePacked(proof.coinbasePath)
                )
            );
            peers += vm.lastCallGas().gasTotalUsed;
            assertEq(txid, txids[i], "the peer proves the same");
        }
        string memory at = string.concat(" of ten at depth ", vm.toString(depth));
        vm.snapshotValue(GROUP, string.concat("each", at), gas_ / COUNT);
        vm.snapshotValue(GROUP, string.concat("peer, six headers, each", at), peers / COUNT);
        percent = (gas_ * 100 + peers - 1) / peers;
        vm.snapshotValue(GROUP, string.concat("percent of the peer, each", at), percent);
    }

    /// @dev A whole tree, so that every path is real.
    function _block(uint256 depth) private returns (BlockProof memory proof, bytes memory headers) {
        proof.height = CHECKPOINT + 1;
        proof.coinbaseTx = coinbase(proof.height);
        proof.txs = new BlockTx[](COUNT);
        bytes32[] memory leaves = new bytes32[](1 << depth);
        leaves[0] = sha256d(proof.coinbaseTx);
        for (uint256 i = 1; i < leaves.length; ++i) {
            leaves[i] = keccak256(abi.encode("leaf", i));
        }
        for (uint256 i; i < COUNT; ++i) {
            proof.txs[i].tx = payment(1_000_000 + i, p2wshOf(keccak256("program")), i);
            proof.txs[i].index = 1 + i * 101;
            leaves[proof.txs[i].index] = sha256d(proof.txs[i].tx);
        }
        bytes32 root;
        for (uint256 i; i < COUNT; ++i) {
            (root, proof.txs[i].path) = merkle(leaves, proof.txs[i].index);
        }
        (, proof.coinbasePath) = merkle(leaves, 0);
        proof.header = mine(_relay.hashAt(CHECKPOINT), root, GENESIS_TIME + 600);
        headers = bytes.concat(proof.header, mineChain(sha256d(proof.header), GENESIS_TIME + 1200, 5, 0));
        _relay.submitHeaders(headers);
    }
}
