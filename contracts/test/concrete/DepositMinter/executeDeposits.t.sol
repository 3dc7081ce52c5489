// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { BitcoinProofs } from "../../../src/libraries/BitcoinProofs.sol";
import { BlockProof, BlockTx } from "../../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";

/// @notice Several deposits of one block, proven together.
contract ExecuteDepositsTest is ShareFixture {
    uint256[] private _ids;
    uint8[] private _shares;

    function setUp() public override {
        super.setUp();
        addStakers(5, 3 * BTC);
    }

    function test_Batch() external {
        BlockProof memory proof = _block(10, 6);
        for (uint256 i; i < 10; ++i) {
            vm.expectEmit(address(system.minter));
            emit IDepositMinter.PaymentConsumed(_ids[i], 0, sha256d(proof.txs[i].tx), 0, BTC);
            vm.expectEmit(address(system.minter));
            emit IDepositMinter.DepositMinted(_ids[i], 0, alice, BTC, 99_850_000, 150_000);
        }
        system.minter.executeDeposits(_ids, _shares, proof);
        assertEq(system.qpBTC.totalSupply(), 10 * BTC, "all");
        for (uint256 i; i < 10; ++i) {
            assertState(_ids[i], DepositState.Minted, "each");
        }
        assertBooks("R1, R2");
        vm.expectPartialRevert(IDepositMinter.DepositMinter_OutpointUsed.selector);
        system.minter.executeDeposits(_ids, _shares, proof);
    }

    /// @dev Two payments to one share, in one block.
    function test_SameShareTwice() external {
        uint256 reqId = assigned(alice, BTC);
        bytes[] memory txs = new bytes[](2);
        txs[0] = buildPayment(system.bridge.depositScript(reqId, 0), BTC / 4);
        txs[1] = buildPayment(system.bridge.depositScript(reqId, 0), BTC * 3 / 4);
        (_ids, _shares) = (new uint256[](2), new uint8[](2));
        (_ids[0], _ids[1]) = (reqId, reqId);
        BlockProof memory proof = mineBlock(txs, 4, 6);
        system.minter.executeDeposits(_ids, _shares, proof);
        assertState(reqId, DepositState.Minted, "together they are enough");
    }

    function test_RevertWhen_Empty() external {
        BlockProof memory none;
        vm.expectRevert(IDepositMinter.DepositMinter_NoPayments.selector);
        system.minter.executeDeposits(new uint256[](0), new uint8[](0), none);
        none.txs = new BlockTx[](33);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_TooManyPayments.selector, 33, 32));
        system.minter.executeDeposits(new uint256[](33), new uint8[](33), none);
    }

    function test_RevertWhen_LengthMismatch() external {
        BlockProof memory proof = _block(2, 6);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_LengthMismatch.selector, 1, 2));
        system.minter.executeDeposits(new uint256[](1), _shares, proof);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_LengthMismatch.selector, 1, 2));
        system.minter.executeDeposits(_ids, new uint8[](1), proof);
    }

    /// @dev One payment for another's share: nothing of the batch counts.
    function test_RevertWhen_Swapped() external {
        BlockProof memory proof = _block(2, 6);
        (_ids[0], _ids[1]) = (_ids[1], _ids[0]);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_WrongScript.selector);
        system.minter.executeDeposits(_ids, _shares, proof);
    }

    function test_RevertWhen_NotConfirmed() external {
        BlockProof memory proof = _block(2, 5);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotConfirmed.selector, 5, 6));
        system.minter.executeDeposits(_ids, _shares, proof);
    }

    function test_RevertWhen_TwoConfirmations() external {
        BlockProof memory proof = _block(2, 2);
        vm.expectRevert(abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_NotConfirmed.selector, 2, 3));
        system.minter.executeDeposits(_ids, _shares, proof);
    }

    /// @dev R11, R12: a changed bit anywhere in the evidence, another depth, another index
    function testFuzz_RevertWhen_Forged(uint256 bit, uint8 part) external {
        BlockProof memory proof = _block(3, 6);
        BlockTx memory item = proof.txs[bit % 3];
        part = uint8(bound(part, 0, 6));
        if (part == 0) item.tx = flipBit(item.tx, bit % (8 * item.tx.length));
        if (part == 1) proof.header = flipBit(proof.header, bit % 640);
        if (part == 2) item.path[bit % item.path.length] ^= bytes32(1 << (bit % 256));
        if (part == 3) proof.coinbaseTx = flipBit(proof.coinbaseTx, bit % (8 * proof.coinbaseTx.length));
        if (part == 4) proof.coinbasePath[bit % item.path.length] ^= bytes32(1 << (bit % 256));
        if (part == 5) item.index ^= 1 << (bit % 255);
        if (part == 6) item.path = new bytes32[](bit % 2 == 0 ? 3 : 5);
        vm.expectRevert();
        system.minter.executeDeposits(_ids, _shares, proof);
    }

    function _block(uint256 deposits, uint256 confirmations) private returns (BlockProof memory) {
        (_ids, _shares) = (new uint256[](deposits), new uint8[](deposits));
        bytes[] memory txs = new bytes[](deposits);
        for (uint256 i; i < deposits; ++i) {
            _ids[i] = assigned(alice, BTC);
            txs[i] = buildPayment(system.bridge.depositScript(_ids[i], 0), BTC);
        }
        return mineBlock(txs, 4, confirmations);
    }
}
